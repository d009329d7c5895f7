import Handlebars from 'handlebars';
import type { Language } from '../roles/artifact.ts';
import type { Escape } from './escapes.ts';
import type { Reader } from './reader.ts';
import { at, type Place, Refusal, refusedAt } from './refusal.ts';
import { shellReader } from './shell-reader.ts';
import { specReader } from './spec-reader.ts';
import { systemdReader } from './systemd-reader.ts';
import { textReader } from './text-reader.ts';

/** The helper that every value of a prepared template goes through. */
export const escapeHelper = 'lvsgen-escape';

/** How a value is escaped, and where it stands in the template. */
export interface Site {
  readonly escape: Escape;
  readonly place: Place;
}

const readers = {
  shell: shellReader,
  systemd: systemdReader,
  spec: specReader,
  text: textReader,
} as const satisfies Readonly<Record<Language, unknown>>;

const blocks = ['if', 'unless', 'each', 'with'];

/**
 * Parses a template and turns each value `{{path}}` into a call of {@link escapeHelper} with the number of its site.
 * Templates print values, call partials and use if, unless, each and with; all else is refused.
 *
 * @param file its name in messages
 * @param sites where the sites are added
 * @throws LvsgenError with the place, for what is refused
 */
export function prepare(
  file: string,
  text: string,
  language: Language,
  sites: Site[],
): hbs.AST.Program {
  const program = parse(file, text);
  rewrite(program, file, readers[language] as Reader<unknown>, sites);
  return program;
}

/** @throws LvsgenError for text that is not a Handlebars template, or has carriage returns */
export function parse(file: string, text: string): hbs.AST.Program {
  const before = text.split('\r', 1)[0] ?? '';
  if (before.length < text.length) {
    const lines = before.split('\n');
    throw refusedAt(
      { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 },
      'The template holds a carriage return, which shells take for a character of the word before it.',
      'Save the template with LF line ends.',
    );
  }
  try {
    return Handlebars.parse(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { lineNumber, column } = error as { lineNumber?: unknown; column?: unknown };
    const line = Number(lineNumber ?? /on line (\d+)/.exec(error.message)?.[1] ?? 1);
    throw refusedAt(
      { file, line, column: typeof column === 'number' ? column + 1 : 1 },
      `The template is no valid Handlebars: ${error.message.replaceAll(/\s*\n\s*/g, ' ')}`,
      'Close every block with the name that opened it, and write \\{{ for two literal braces.',
    );
  }
}

/** Where a node begins. */
export function placeOf(file: string, { loc }: hbs.AST.Node): Place {
  return { file, line: loc.start.line, column: loc.start.column + 1 };
}

function rewrite<State>(
  program: hbs.AST.Program,
  file: string,
  reader: Reader<State>,
  sites: Site[],
): void {
  const end = walk(program, reader.start);
  if (!reader.mayEnd(end)) {
    const { line, column } = program.loc.end;
    throw refusedAt(
      { file, line, column: column + 1 },
      'The template ends inside of quotes, or within a line.',
      'Close what is open, and end the template with a line break.',
    );
  }

  function walk({ body }: hbs.AST.Program, begin: State): State {
    let state = begin;
    for (const [index, node] of body.entries()) {
      state = at(placeOf(file, node), () => step(node, body[index + 1], state));
    }
    return state;
  }

  function step(node: hbs.AST.Statement, next: hbs.AST.Statement | undefined, state: State): State {
    switch (node.type) {
      case 'ContentStatement':
        return reader.read(state, (node as hbs.AST.ContentStatement).value);
      case 'CommentStatement':
        return state;
      case 'MustacheStatement':
        return value(node as hbs.AST.MustacheStatement, next, state);
      case 'BlockStatement':
        return block(node as hbs.AST.BlockStatement, state);
      case 'PartialStatement': {
        const { name, params } = node as hbs.AST.PartialStatement;
        if (name.type !== 'PathExpression' || params.length > 1) {
          throw new Refusal('A partial whose name is not fixed.', 'Write {{> name}}.');
        }
        if (reader.mayEnd(state)) return reader.start;
        throw new Refusal(
          'A partial is called inside of quotes, or within a line.',
          'Call it on a line of its own.',
        );
      }
      default:
        throw new Refusal(
          'A decorator, or a partial with a block.',
          'Use {{#if}}, {{#unless}}, {{#each}}, {{#with}} and {{> partial}}.',
        );
    }
  }

  function value(
    node: hbs.AST.MustacheStatement,
    next: hbs.AST.Statement | undefined,
    state: State,
  ): State {
    if (!node.escaped) {
      throw new Refusal(
        'A value that asks not to be escaped, with {{{…}}} or {{&…}}: it could become code.',
        'Write {{…}}: it is escaped for the place where it lands.',
      );
    }
    const hash = node.hash as hbs.AST.Hash | undefined;
    if (node.params.length > 0 || hash !== undefined || node.path.type !== 'PathExpression') {
      throw new Refusal(
        'A helper or a literal: templates only print values.',
        'Print a value of the view.',
      );
    }
    const after =
      next?.type === 'ContentStatement'
        ? /^[^\n]*\n?/.exec((next as hbs.AST.ContentStatement).value)?.[0]
        : undefined;
    const { escape, state: behind } = reader.value(state, after);
    const site = { type: 'NumberLiteral', value: sites.length, original: sites.length };
    node.params = [node.path, { ...site, loc: node.loc }];
    node.path = {
      ...node.path,
      original: escapeHelper,
      parts: [escapeHelper],
      depth: 0,
      data: false,
    } as hbs.AST.PathExpression;
    sites.push({ escape, place: placeOf(file, node) });
    return behind;
  }

  function block(node: hbs.AST.BlockStatement, state: State): State {
    const name = node.path.original;
    const hasHash = (node.hash as hbs.AST.Hash | undefined) !== undefined;
    if (!blocks.includes(name) || node.params.length !== 1 || hasHash) {
      throw new Refusal(
        `A block {{#${name}}} with what it does not take, or that there is not.`,
        'Use {{#if}}, {{#unless}}, {{#each}} and {{#with}}, each with one path.',
      );
    }
    if (node.params[0]?.type !== 'PathExpression') {
      throw new Refusal('A block over something else than a path.', 'Compute it in the view.');
    }
    // {{^if}} has the second branch alone.
    const branches = [node.program, node.inverse] as readonly (hbs.AST.Program | undefined)[];
    if (branches.some((branch) => (branch?.blockParams as unknown) !== undefined)) {
      throw new Refusal('A block with names, as |name|.', 'Use the paths of the view.');
    }
    const [program = state, inverse = state] = branches.map((one) => one && walk(one, state));
    const joined = reader.join(program, inverse);
    // A loop begins again where it ended.
    if (joined === undefined || (name === 'each' && reader.join(program, state) === undefined)) {
      throw new Refusal(
        'The branches of a block end in different places of the text.',
        'End each of them as the block begins: in the same quotes, or at the start of a line.',
      );
    }
    return joined;
  }
}
