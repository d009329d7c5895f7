// The programs whose output scripts use: what they print, by their words and what they read.
import { sequence } from './glob.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

/** What a program prints, and its status where that is known. */
interface Printed {
  readonly text: string;
  readonly status: number | undefined;
}

type Printer = (words: readonly string[], state: State) => Printed | undefined;

const said = (text: string, status: number | undefined = 0): Printed => ({ text, status });
const joined = (lines: readonly string[], status = 0): Printed =>
  said(lines.map((line) => `${line}\n`).join(''), status);
const linesOf = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\n$/, '').split('\n');
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' };
const unescape = (text: string): string =>
  text.replace(/\\([nrt\\0ae])/g, (_, one: string) => escapes[one] ?? '');
const plainOf = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !word.startsWith('-'));

/** What grep says of text that is known: it looks for a plain text, which is what such scripts do. */
const grep: Printer = (words, { input }) => {
  const options = words.filter((word) => /^-\w/.test(word)).join('');
  const [pattern = '', file] = words.filter((word) => !/^-\w/.test(word));
  const plain = pattern
    .replace(/\\[b<>]|[\^$]/g, '')
    .replace(/\\(.)/g, '$1')
    .trim();
  if (input === undefined || file !== undefined || isUnknown(input.text)) return undefined;
  if (isUnknown(plain)) return input.text === '' ? said('', 1) : undefined;
  const found = linesOf(input.text).filter(
    (line) => line.includes(plain) !== options.includes('v'),
  );
  const status = found.length > 0 ? 0 : 1;
  if (options.includes('c')) return said(`${found.length}\n`, status);
  return options.includes('q') ? said('', status) : joined(found, status);
};

/** Programs that make something of each line that is not followed: of nothing they make nothing. */
const filter: Printer = (words, state) => {
  if (state.input === undefined || state.input.text === '') return state.input && said('');
  return said(`${state.unknown(`$(${words.join(' ')})`, 'it is what a command prints')}\n`);
};

/** What the kernel says: everything that is up, or those addresses that are asked for. */
function asked(program: string, words: readonly string[], state: State): Printed {
  state.found.askedKernel = true;
  const { up } = state.given;
  const text = `$(${[program, ...words].join(' ')})`;
  if (up === undefined) return said(state.unknown(text, 'it is what the kernel says'), undefined);
  const at = words.findIndex((word) => word === 'to' || word === 'label');
  const [wanted = ''] = (words[at + 1] ?? '').split('/');
  const found = at < 0 ? up : up.filter((line) => line.includes(wanted));
  // Nothing is asked of lo, so it has its own address too; a table has a head.
  return joined(at < 0 ? ['    inet 127.0.0.1/8 scope host lo', ...found] : found);
}

const changes = /^(add|del|delete|replace|change|flush|append|set)$/;
const setting: Printer = (words, state) => {
  const { found, given } = state;
  found.askedKernel = true;
  if (given.up === undefined)
    return said(
      state.unknown(`$(cat ${words.join(' ')})`, 'it is what the kernel says'),
      undefined,
    );
  const value = words.join().includes('announce') ? '2' : '1';
  return said(`${given.up.length > 0 ? value : '0'}\n`);
};

const printers: Readonly<Record<string, Printer>> = {
  echo: (words) => {
    const at = words.findIndex((word) => !/^-[neE]+$/.test(word));
    const options = words.slice(0, at < 0 ? undefined : at).join('');
    const text = words.slice(at < 0 ? words.length : at).join(' ');
    const end = options.includes('n') ? '' : '\n';
    return said((options.includes('e') ? unescape(text) : text) + end);
  },
  printf: ([format = '', ...words]) => {
    const marks = format.match(/%[^%]/g)?.length ?? Infinity;
    const rounds = Math.min(1000, Math.max(1, Math.ceil(words.length / marks)));
    let next = 0;
    const fill = (mark: string): string => (mark === '%%' ? '%' : (words[next++] ?? ''));
    const text = unescape(format).repeat(rounds);
    return said(text.replace(/%(%|-?[\d.]*[a-zA-Z])/g, fill));
  },
  seq: (words, state) => {
    if (words.length === 0 || words.some((word) => !/^-?\d+$/.test(word))) return undefined;
    const numbers = words.map(Number);
    const [from = 1, by = 1, to = 1] =
      { 1: [1, 1, ...numbers], 2: [numbers[0], 1, numbers[1]] }[numbers.length] ?? numbers;
    return joined(by > 0 && to < from ? [] : sequence(from, to, by, state));
  },
  basename: ([path = '', suffix = '']) => {
    const name = path.replace(/\/+$/, '').replace(/^.*\//, '');
    return said(`${name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name}\n`);
  },
  expr: ([left = '', operator = '', right = '']) => {
    const sum = Number(left) + Number(right) * (operator === '-' ? -1 : 1);
    return /^[-+]$/.test(operator) && !Number.isNaN(sum) ? said(`${sum}\n`) : undefined;
  },
  which: ([name = '']) => said(`/sbin/${name}\n`, undefined),
  command: ([option, name = '']) =>
    option === '-v' ? said(`/sbin/${name}\n`, undefined) : undefined,
  id: (words) => (words.includes('-u') ? said('0\n') : undefined),
  wc: (words, { input }) =>
    input && words.includes('-l') && !isUnknown(input.text)
      ? said(`${linesOf(input.text).length}\n`)
      : undefined,
  ...{ grep, egrep: grep, fgrep: grep, awk: filter, sed: filter, cut: filter, head: filter },
  ...{ tail: filter, tr: filter, sort: filter, uniq: filter, xargs: filter },
  ip: (words, state) => {
    const [object = '', action = 'show'] = plainOf(words);
    const asks = /^(s|sh|sho|show|l|ls|li|lis|list|lst|get|dev|to|label)$/.test(action);
    return asks && /^(a|ad|addr|address|ro?|route)$/.test(object)
      ? asked('ip', words, state)
      : undefined;
  },
  ifconfig: (words, state) =>
    plainOf(words).length < 2 ? asked('ifconfig', words, state) : undefined,
  ipvsadm: (words, state) =>
    words.some((word) => /^-\w*[lLS]|^--(list|save)/.test(word))
      ? asked('ipvsadm', words, state)
      : undefined,
  route: (words, state) =>
    words.some((word) => changes.test(word)) ? undefined : asked('route', words, state),
  netstat: (words, state) => asked('netstat', words, state),
  sysctl: (words, state) =>
    words.some((word) => /=|^-\w*[pw]|^--/.test(word)) ? undefined : setting(words, state),
  cat: (words, state) =>
    words.some((word) => word.startsWith('/proc/sys/')) ? setting(words, state) : undefined,
};

/** What the program prints, or undefined where that is not known. */
export function printedBy(
  program: string,
  words: readonly string[],
  state: State,
): Printed | undefined {
  return Object.hasOwn(printers, program) ? printers[program]?.(words, state) : undefined;
}
