import Handlebars from 'handlebars';
import { runInThisContext } from 'node:vm';
import {
  blocks,
  type Call,
  type Place,
  placeOf,
  printHelper,
  refusedAt,
  type Templates,
} from './template.ts';
import type { TemplateTexts } from './texts.ts';

/** What each function has for runtimes older than its compiler: two thirds of all. */
const forOlderRuntimes = / \|\| function\(parent, propertyName\) \{.*?\breturn undefined\s*\}/gs;

/**
 * Compiles templates, in which each path is handed to a helper of ours, with its words.
 * They print values, call partials and use if, unless, each and with; all else is refused.
 *
 * @param fileOf the file of a template, by its name
 * @returns JavaScript: an expression whose value is what {@link compileNow} returns
 * @throws LvsgenError with the place, for what is refused
 */
export function compile(texts: TemplateTexts, fileOf: (name: string) => string): string {
  const entries = Array.from(texts, ([name, text]) => {
    const file = fileOf(name);
    const program = parse(file, text);
    const calls = rewrite(program);
    const compiled = Handlebars.precompile(program, {
      noEscape: true,
      // Partials are printed as they are written, however their call is indented.
      preventIndent: true,
      knownHelpersOnly: true,
      knownHelpers: { [printHelper]: true },
    }) as string;
    const [key, about] = [JSON.stringify(name), JSON.stringify({ file, calls })];
    return `[${key}, { ...${about}, compiled: ${compiled.replaceAll(forOlderRuntimes, '')} }]`;
  });
  return `new Map([${entries.join(',\n')}])`;
}

/** The same, ready to be run. */
export function compileNow(...args: Parameters<typeof compile>): Templates {
  return runInThisContext(compile(...args)) as Templates;
}

function parse(file: string, text: string): hbs.AST.Program {
  const line = text.split('\n').findIndex((one) => /[\r\0]/.test(one)) + 1;
  if (line > 0) {
    const message = 'A carriage return or a NUL: shells take it for a part of the word before it.';
    throw refusedAt({ file, line, column: 1 }, message, 'Save it as text with LF line ends.');
  }
  try {
    return Handlebars.parse(text, { srcName: file });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { lineNumber, column = 0 } = error as { lineNumber?: number; column?: number };
    const line = lineNumber ?? Number(/on line (\d+)/.exec(error.message)?.[1] ?? 1);
    const message = `The template is no valid Handlebars: ${error.message.replaceAll(/\s+/g, ' ')}`;
    const hint = 'Close what is open, and write \\{{ for two literal braces.';
    throw refusedAt({ file, line, column: column + 1 }, message, hint);
  }
}

/** @returns the calls of partials in it */
function rewrite(program: hbs.AST.Program | undefined): Call[] {
  return (program?.body ?? []).flatMap((node) => {
    const place = placeOf(node.loc);
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return [];
      case 'MustacheStatement':
        return rewriteValue(node as hbs.AST.MustacheStatement, place);
      case 'BlockStatement':
        return rewriteBlock(node as hbs.AST.BlockStatement, place);
      case 'PartialStatement':
        return rewriteCall(node as hbs.AST.PartialStatement, place);
      default: {
        const hint = 'Use {{#if}}, {{#unless}}, {{#each}}, {{#with}} and {{> partial}}.';
        throw refusedAt(place, 'A decorator, or a partial with a block.', hint);
      }
    }
  });
}

function rewriteValue(node: hbs.AST.MustacheStatement, place: Place): [] {
  const { escaped, params, path } = node;
  if (!escaped) {
    const message = 'A value that is not escaped, with {{{…}}} or {{&…}}: it could become code.';
    throw refusedAt(place, message, 'Write {{…}}: it is escaped for the place where it lands.');
  }
  if (params.length > 0 || pairsOf(node).length > 0 || !isPath(path)) {
    const message = 'A helper or a literal: templates only print values.';
    throw refusedAt(place, message, 'Print a value of the view.');
  }
  node.params = [path, wordsOf(path)];
  const { loc } = node;
  const parts = [printHelper];
  node.path = { type: 'PathExpression', original: printHelper, parts, depth: 0, data: false, loc };
  return [];
}

function rewriteBlock(node: hbs.AST.BlockStatement, place: Place): Call[] {
  // {{^if}} has the second branch alone.
  const branches: readonly (hbs.AST.Program | undefined)[] = [node.program, node.inverse];
  const hasNames = branches.some((branch) => (branch?.blockParams as unknown) !== undefined);
  const [path, ...more] = [...node.params, ...pairsOf(node)];
  const isKnown = blocks.includes(node.path.original);
  if (!isKnown || !isPath(path) || more.length > 0 || hasNames) {
    const message = `{{#${node.path.original}}} is no block here, or does not take this.`;
    const hint = 'Use {{#if}}, {{#unless}}, {{#each}} and {{#with}}, each with one path.';
    throw refusedAt(place, message, hint);
  }
  node.params = [path, wordsOf(path)];
  return branches.flatMap(rewrite);
}

function rewriteCall(node: hbs.AST.PartialStatement, place: Place): Call[] {
  const { name, params } = node;
  const pairs = pairsOf(node);
  const given = [...params, ...pairs.map(({ value }) => value)];
  if (!isPath(name) || params.length > 1 || given.some(({ type }) => type === 'SubExpression')) {
    const message = 'A partial whose name is not fixed, or with what it does not take.';
    throw refusedAt(place, message, 'Write {{> name}}, with one path, and values by name.');
  }
  return [{ partial: name.original, place }];
}

function pairsOf({ hash }: { readonly hash?: hbs.AST.Hash }): hbs.AST.HashPair[] {
  return hash?.pairs ?? [];
}

function isPath(node: hbs.AST.Node | undefined): node is hbs.AST.PathExpression {
  return node?.type === 'PathExpression';
}

function wordsOf({ original, loc }: hbs.AST.PathExpression): hbs.AST.StringLiteral {
  return { type: 'StringLiteral', value: original, original, loc };
}
