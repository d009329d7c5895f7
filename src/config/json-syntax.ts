import { LvsgenError } from '../diagnostic.ts';
import type { SourceText } from './source-text.ts';

const tokens =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\u{10FFFF}]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.+-])|(?:true|false|null)(?!\w)))/uy;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'end';

/**
 * Checks that a text is JSON and nothing else, with the place where it is not: Node's own parser does not always tell.
 *
 * @throws LvsgenError
 */
export function assertJson(source: SourceText, file: string): void {
  const { text } = source;
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  tokens.lastIndex = 0;
  for (;;) {
    const start = skipSpace(text, tokens.lastIndex);
    tokens.lastIndex = start;
    if (expected === 'end' && start === text.length) return;
    const token = tokens.exec(text);
    const next: Expected | null | undefined = token && step(expected, token, open);
    if (!next) throw notJson(source, file, start, expected);
    expected = next;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (' \t\n\r'.includes(text[at] ?? '-')) at += 1;
  return at;
}

function step(
  expected: Expected,
  [, mark, string]: RegExpExecArray,
  open: ('{' | '[')[],
): Expected | undefined {
  const isScalar = mark === undefined;
  if (expected.startsWith('value')) {
    if (isScalar) return afterValue(open);
    if (mark === '{' || mark === '[') {
      open.push(mark);
      return mark === '{' ? 'key or }' : 'value or ]';
    }
  }
  if (expected.startsWith('key') && string !== undefined) return ':';
  if (expected === ':' && mark === ':') return 'value';
  if (expected === ', or ]' && mark === ',') return 'value';
  if (expected === ', or }' && mark === ',') return 'key';
  const closes = mark === ']' || mark === '}' ? mark : undefined;
  if (closes !== undefined && expected.endsWith(closes)) {
    open.pop();
    return afterValue(open);
  }
  return undefined;
}

function afterValue(open: readonly ('{' | '[')[]): Expected {
  const innermost = open.at(-1);
  if (innermost === undefined) return 'end';
  return innermost === '{' ? ', or }' : ', or ]';
}

function notJson(source: SourceText, file: string, at: number, expected: Expected): LvsgenError {
  const wanted =
    expected === 'end'
      ? 'the end of the file'
      : expected.replace('key', 'a key in double quotes').replace('value', 'a value');
  const found = source.text.startsWith('//', at) || source.text.startsWith('/*', at);
  const message = found
    ? 'this is not JSON: it has no comments'
    : `this is not JSON: here should be ${wanted}`;
  const hint = found
    ? 'remove the comment, or write the config in YAML'
    : 'mend it, or write the config in YAML, which is more forgiving';
  const end = Math.min(at, Math.max(0, source.text.trimEnd().length - 1));
  return new LvsgenError([
    { severity: 'error', message, hint, file, ...source.placeOf(end, end + 1) },
  ]);
}
