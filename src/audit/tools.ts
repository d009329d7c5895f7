// The small programs whose output scripts use: what they print, by their words and what they read.
import type { Scope } from './expand.ts';
import { sequence } from './glob.ts';
import { isUnknown } from './unknowns.ts';

/** What a program prints, and its status where that is known. */
interface Printed {
  readonly text: string;
  readonly status: number | undefined;
}

type Knows = Pick<Scope, 'spend' | 'unknown'>;
type Tool = (words: readonly string[], input: string, scope: Knows) => Printed | undefined;

const said = (text: string, status: number | undefined = 0): Printed => ({ text, status });
const joined = (lines: readonly string[], status = 0): Printed =>
  said(lines.map((line) => `${line}\n`).join(''), status);
const linesOf = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\n$/, '').split('\n');
const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' };
const unescape = (text: string): string =>
  text.replace(/\\([nrt\\0ae])/g, (_, one: string) => named[one] ?? '');

/** What grep says of text that is known. */
const grep: Tool = (words, input) => {
  const options = words.filter((word) => /^-\w/.test(word)).join('');
  const [pattern = '', file] = words.filter((word) => !/^-\w/.test(word));
  // As a plain text, which is what such scripts look for: names and addresses.
  const plain = pattern
    .replace(/\\[b<>]|[\^$]/g, '')
    .replace(/\\(.)/g, '$1')
    .trim();
  if (file !== undefined || isUnknown(input)) return undefined;
  if (isUnknown(plain)) return input === '' ? said('', 1) : undefined;
  const found = linesOf(input).filter((line) => line.includes(plain) !== options.includes('v'));
  const status = found.length > 0 ? 0 : 1;
  if (options.includes('c')) return said(`${found.length}\n`, status);
  return options.includes('q') ? said('', status) : joined(found, status);
};

/** Programs that make something of each line that is not followed: of nothing they make nothing. */
const filter: Tool = (words, input, scope) =>
  input === ''
    ? said('')
    : said(`${scope.unknown(`$(${words.join(' ')})`, 'it is what a command prints')}\n`);

/** Those that print without reading. */
const printers: Readonly<Record<string, Tool>> = {
  echo: (words) => {
    const at = words.findIndex((word) => !/^-[neE]+$/.test(word));
    const options = words.slice(0, at < 0 ? undefined : at).join('');
    const text = words.slice(at < 0 ? words.length : at).join(' ');
    const end = options.includes('n') ? '' : '\n';
    return said((options.includes('e') ? unescape(text) : text) + end);
  },
  printf: ([format = '', ...words]) => {
    const marks = format.match(/%[^%]/g) ?? [];
    const rounds = Math.min(
      1000,
      Math.max(1, Math.ceil(words.length / (marks.length || Infinity))),
    );
    let next = 0;
    const fill = (mark: string): string => (mark === '%%' ? '%' : (words[next++] ?? ''));
    const text = unescape(format).repeat(rounds);
    return said(text.replace(/%(%|-?[\d.]*[a-zA-Z])/g, fill));
  },
  seq: (words, _, scope) => {
    const [first = 1, middle = 1, last] = words.map(Number);
    if (words.length === 0 || words.some((word) => !/^-?\d+$/.test(word))) return undefined;
    if (words.length === 1) return joined(first < 1 ? [] : sequence(1, first, 1, scope));
    const [by, to] = last === undefined ? [1, middle] : [middle, last];
    return joined(by > 0 && to < first ? [] : sequence(first, to, by, scope));
  },
  basename: ([path = '', suffix = '']) => {
    const name = path.replace(/\/+$/, '').replace(/^.*\//, '');
    return said(`${name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name}\n`);
  },
  dirname: ([path = '']) => said(`${path.includes('/') ? path.replace(/\/[^/]*$/, '') : '.'}\n`),
  expr: ([left = '', operator = '', right = '']) => {
    const value = { '+': Number(left) + Number(right), '-': Number(left) - Number(right) }[
      operator
    ];
    return value === undefined || Number.isNaN(value) ? undefined : said(`${value}\n`);
  },
  which: ([name = '']) => said(`/sbin/${name}\n`, undefined),
  id: (words) => (words.includes('-u') ? said('0\n') : undefined),
  whoami: () => said('root\n'),
};

/** Those that read. */
const readers: Readonly<Record<string, Tool>> = {
  tr: ([from = '', to = ''], input) =>
    from.length === 1 && to.length > 0
      ? said(input.replaceAll(from, () => unescape(to)))
      : undefined,
  wc: (words, input) =>
    isUnknown(input) || !words.includes('-l') ? undefined : said(`${linesOf(input).length}\n`),
  ...{ grep, egrep: grep, fgrep: grep, awk: filter, sed: filter, cut: filter, head: filter },
  ...{ tail: filter, sort: filter, uniq: filter, xargs: filter },
};

/** What the program prints, or undefined where that is not known. */
export function printedBy(
  program: string,
  words: readonly string[],
  input: string | undefined,
  scope: Knows,
): Printed | undefined {
  if (Object.hasOwn(printers, program)) return printers[program]?.(words, '', scope);
  if (input === undefined || !Object.hasOwn(readers, program)) return undefined;
  return readers[program]?.(words, input, scope);
}
