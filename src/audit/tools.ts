// The small programs whose output scripts use: what they print, by their words and what they read.
import type { Scope } from './expand.ts';
import { sequence } from './glob.ts';
import { isUnknown } from './unknowns.ts';

/** What a program prints, and its status where that is known. */
export interface Printed {
  readonly text: string;
  readonly status: number | undefined;
}

type Tool = (
  words: readonly string[],
  input: string | undefined,
  scope: Pick<Scope, 'spend' | 'unknown'>,
) => Printed | undefined;

const said = (text: string, status: number | undefined = 0): Printed => ({ text, status });
const lines = (text: string): readonly string[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .filter((_, index, all) => all.length > 1 || all[index] !== '');
const joined = (list: readonly string[], status = 0): Printed =>
  said(list.map((line) => `${line}\n`).join(''), status);

/** What grep and its like say of text that is known. */
const grep: Tool = (words, input) => {
  const options = words.filter((word) => /^-\w/.test(word)).join('');
  const [pattern = '', file] = words.filter((word) => !/^-\w/.test(word));
  if (input === undefined || file !== undefined || isUnknown(input)) return undefined;
  // As a plain text, which is what such scripts look for: names and addresses.
  const plain = pattern
    .replace(/\\[b<>]|[\^$]/g, '')
    .replace(/\\(.)/g, '$1')
    .trim();
  if (isUnknown(plain)) return input === '' ? said('', 1) : undefined;
  const wanted = options.includes('v') ? false : true;
  const found = lines(input).filter((line) => line.includes(plain) === wanted);
  const status = found.length > 0 ? 0 : 1;
  if (options.includes('c')) return said(`${found.length}\n`, status);
  return options.includes('q') ? said('', status) : joined(found, status);
};

/** Programs that make something of each line that is not followed: of nothing they make nothing. */
const filter: Tool = (words, input, scope) => {
  if (input === '') return said('');
  return input === undefined
    ? undefined
    : said(`${scope.unknown(`$(${words.join(' ')})`, 'it is what a command prints')}\n`);
};

const tools: Readonly<Record<string, Tool>> = {
  echo: (words) => {
    const at = words.findIndex((word) => !/^-[neE]+$/.test(word));
    const text = words.slice(at < 0 ? words.length : at).join(' ');
    const options = words.slice(0, at < 0 ? undefined : at).join('');
    const read = options.includes('e') ? unescape(text) : text;
    return said(options.includes('n') ? read : `${read}\n`);
  },
  printf: ([format = '', ...words]) => {
    const count = (format.match(/%[^%]/g) ?? []).length;
    const rounds = count === 0 ? 1 : Math.max(1, Math.ceil(words.length / count));
    let next = 0;
    const fill = (): string =>
      unescape(format).replace(/%(%|-?[\d.]*[a-zA-Z])/g, (_, kind: string) =>
        kind === '%' ? '%' : (words[next++] ?? ''),
      );
    return said(Array.from({ length: Math.min(rounds, 1000) }, fill).join(''));
  },
  seq: (words, _, scope) => {
    const separator = words.includes('-s') ? words[words.indexOf('-s') + 1] : undefined;
    const numbers = words.filter((word) => /^-?\d+$/.test(word)).map(Number);
    const [first = 1, middle = 1, last] = numbers;
    if (words.length === 0 || numbers.length === 0 || words.some(isUnknown)) return undefined;
    const list =
      numbers.length === 1
        ? sequence(1, first, 1, scope)
        : sequence(first, last ?? middle, last === undefined ? 1 : middle, scope);
    const isEmpty =
      numbers.length === 1
        ? first < 1
        : (last ?? middle) < first && !words.some((word) => /^-\d/.test(word));
    if (isEmpty) return said('');
    return separator === undefined ? joined(list) : said(`${list.join(separator)}\n`);
  },
  basename: ([path = '', suffix = '']) => {
    const name = path.replace(/\/+$/, '').replace(/^.*\//, '');
    return said(
      `${suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`,
    );
  },
  dirname: ([path = '']) =>
    said(`${path.includes('/') ? path.replace(/\/[^/]*$/, '') || '/' : '.'}\n`),
  tr: ([from = '', to = ''], input) => {
    if (input === undefined || from.startsWith('-') || from.length !== to.length) return undefined;
    const plain = (text: string): string => unescape(text);
    const [letters, by] = [plain(from), plain(to)];
    return said(
      input.replace(/[\s\S]/g, (one) =>
        letters.includes(one) ? (by[letters.indexOf(one)] ?? one) : one,
      ),
    );
  },
  cut: (words, input) => {
    const [, separator = '\t'] = /-d ?(.)/.exec(words.join(' ')) ?? [];
    const [, from = '', dash = '', to = ''] = /-f ?(\d*)(-?)(\d*)/.exec(words.join(' ')) ?? [];
    if (input === undefined || (from === '' && to === '')) return undefined;
    const end = dash === '' ? Number(from) : to === '' ? undefined : Number(to);
    return joined(
      lines(input).map((line) =>
        line
          .split(separator)
          .slice(Number(from || 1) - 1, end)
          .join(separator),
      ),
    );
  },
  wc: (words, input) =>
    input === undefined || isUnknown(input) || !words.includes('-l')
      ? undefined
      : said(`${lines(input).length}\n`),
  expr: ([left = '', operator = '', right = '']) => {
    const [one, two] = [Number(left), Number(right)];
    const value = { '+': one + two, '-': one - two, '*': one * two }[operator];
    return value === undefined || Number.isNaN(value) ? undefined : said(`${value}\n`);
  },
  which: ([name = '']) => said(`/sbin/${name}\n`, undefined),
  id: (words) => (words.includes('-u') ? said('0\n') : undefined),
  whoami: () => said('root\n'),
  grep,
  egrep: grep,
  fgrep: grep,
  awk: filter,
  sed: filter,
  head: filter,
  tail: filter,
  sort: filter,
  uniq: filter,
  xargs: filter,
};

/** What the program prints, or undefined where that is not known. */
export function printedBy(
  program: string,
  words: readonly string[],
  input: string | undefined,
  scope: Pick<Scope, 'spend' | 'unknown'>,
): Printed | undefined {
  const tool = Object.hasOwn(tools, program) ? tools[program] : undefined;
  return tool?.(words, input, scope);
}

function unescape(text: string): string {
  const named: Readonly<Record<string, string>> = {
    n: '\n',
    t: '\t',
    r: '',
    '\\': '\\',
    '0': '',
    a: '',
    e: '',
  };
  return text.replace(/\\([nrt\\0ae])/g, (_, one: string) => named[one] ?? '');
}
