import type { Language } from '../model/artifact.ts';
import { checkedBlock, interpolatedPath } from './constructs.ts';
import { nameOfEscape } from './escape-names.ts';
import type { Findings } from './findings.ts';
import { inspect } from './inspect.ts';
import { parseTemplate } from './parse.ts';
import { endOf } from './places.ts';
import { shellScanner } from './shell-scanner.ts';
import { specScanner } from './spec-scanner.ts';
import type { CallStep, Path, Prepared, Spot, Step } from './steps.ts';
import type { Located, Partial, PathExpression, Program, Statement } from './syntax.ts';
import { systemdScanner } from './systemd-scanner.ts';

/** How the text of each language is followed. */
const inspections: Readonly<
  Record<Language, (file: string, program: Program, whole: boolean) => Findings>
> = {
  shell: (...passage) => inspect(shellScanner, ...passage),
  systemd: (...passage) => inspect(systemdScanner, ...passage),
  spec: (...passage) => inspect(specScanner, ...passage),
};

/**
 * Prepares a template: finds out how each interpolation is to be escaped, and leaves what there is to do.
 *
 * @param file the template's name in messages
 * @param whole whether it is a file's template, not a partial
 * @throws LvsgenError for a template that cannot be rendered safely
 */
export function prepare(file: string, text: string, language: Language, whole: boolean): Prepared {
  const program = parseTemplate(file, text);
  const findings = inspections[language](file, program, whole);
  const stepsOf = (part: Program | undefined): readonly Step[] =>
    (part?.body ?? []).flatMap((node) => stepOf(node, findings, stepsOf) ?? []);
  return {
    steps: stepsOf(program),
    inlines: Array.from(findings.inlines, ([name, inline]) => {
      const { line, column } = endOf(file, inline);
      return [name, { steps: stepsOf(inline), end: [line, column] }];
    }),
  };
}

function stepOf(
  node: Statement,
  { sites, calls }: Findings,
  stepsOf: (part: Program | undefined) => readonly Step[],
): Step | undefined {
  switch (node.type) {
    case 'ContentStatement':
      return node.value === '' ? undefined : { do: 'text', text: node.value };
    case 'MustacheStatement': {
      const escape = sites.get(node);
      if (escape === undefined) throw new Error('an interpolation was not inspected');
      const path = pathOf(interpolatedPath(node));
      return { do: 'value', path, escape: nameOfEscape(escape), at: spotOf(node) };
    }
    case 'BlockStatement': {
      const { name, path } = checkedBlock(node);
      return {
        do: name,
        path: pathOf(path),
        body: stepsOf(node.program),
        inverse: stepsOf(node.inverse),
        names: node.program?.blockParams ?? [],
      };
    }
    case 'PartialStatement':
      return callOf(node, calls);
    case 'DecoratorBlock':
    case 'CommentStatement':
      return undefined;
    case 'Decorator':
    case 'PartialBlockStatement':
      throw new Error('a construct was not refused');
  }
}

function callOf(partial: Partial, calls: Findings['calls']): CallStep {
  const call = calls.get(partial);
  if (call === undefined) throw new Error('a partial was not inspected');
  const { name, context, added } = call;
  return {
    do: 'call',
    name: typeof name === 'string' ? name : pathOf(name),
    ...(context === undefined ? {} : { context: pathOf(context) }),
    added: added.map(([key, value]) => [
      key,
      'value' in value ? { value: value.value } : pathOf(value),
    ]),
    at: spotOf(partial),
  };
}

function pathOf(path: PathExpression): Path {
  const { original, parts, depth, data } = path;
  // The test for `this.x` and `./x` is the one of Handlebars (AST.helpers.scopedId).
  return { original, parts, depth, data, scoped: /^\.|this\b/.test(original), at: spotOf(path) };
}

function spotOf({ loc }: Located): Spot {
  return [loc.start.line, loc.start.column + 1];
}
