// The programs whose output scripts use: what they print, by their words and what they read.
import type { Answer, Text, Words } from './effect.ts';
import { isUnknown, sequence } from './words.ts';
import type { State } from './state.ts';

/** What a program prints, and whether it succeeds. */
interface Printed {
  readonly text: string;
  readonly succeeded: Answer;
  /** Where each line of it stands, if not where the command does. */
  readonly lines?: readonly number[];
}

type Printer = (words: Words, state: State) => Printed | undefined;

const said = (text: string, succeeded: Answer = true): Printed => ({ text, succeeded });
const joined = (lines: Words, succeeded = true): Printed =>
  said(lines.map((line) => `${line}\n`).join(''), succeeded);
const unescape = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');

const filesIn = (words: Words): Words => words.filter((word) => !word.startsWith('-'));
const copied = ({ text, lines }: Text): Printed => ({ text, lines: [...lines], succeeded: true });

/** What grep says of text that is known: it looks for a plain text, which is what such scripts do. */
const grep: Printer = (words, { input }) => {
  const options = words.filter((word) => /^-\w/.test(word)).join('');
  const [pattern = '', file] = words.filter((word) => !/^-\w/.test(word));
  const plain = pattern.replace(/\\[b<>]|[\^$\\]/g, '').trim();
  if (input === undefined || file !== undefined || isUnknown(input.text + plain)) return undefined;
  const lines = input.text.split('\n').slice(0, -1);
  const found = lines.filter((line) => line.includes(plain) !== options.includes('v'));
  const isFound = found.length > 0;
  if (options.includes('c')) return said(`${found.length}\n`, isFound);
  return options.includes('q') ? said('', isFound) : joined(found, isFound);
};

/** Programs that make something of each line that is not followed: of nothing they make nothing. */
const filter: Printer = (words, state) => {
  if (state.input === undefined || state.input.text === '') return state.input && said('');
  return said(`${state.unknown(`$(${words.join(' ')})`, 'it is what a command prints')}\n`);
};

const which: Printer = (words) => said(`/sbin/${words.at(-1) ?? ''}\n`);

const printers: Readonly<Record<string, Printer>> = {
  echo: (words, { command: { line } }) => {
    const at = words.findIndex((word) => !/^-[neE]+$/.test(word));
    const options = words.slice(0, at < 0 ? undefined : at).join('');
    const plain = at < 0 ? '' : words.slice(at).join(' ');
    const text =
      (options.includes('e') ? unescape(plain) : plain) + (options.includes('n') ? '' : '\n');
    return { text, succeeded: true, lines: plain.split('\n').map((_, index) => line + index) };
  },
  cat: (words, state) => {
    const files = filesIn(words);
    if (files.length === 0) return state.input && copied(state.input);
    const of = (path: string): string =>
      state.fileAt(path) ?? state.unknown(`$(cat ${path})`, `it stands in ${path}`);
    return said(files.map(of).join(''));
  },
  tee: (words, state) => {
    const { input = { text: '', lines: [] } } = state;
    for (const path of filesIn(words)) state.save(path, input, words.includes('-a'));
    return copied(input);
  },
  printf: ([format = '', ...words]) => {
    const left = [...words];
    const text = unescape(format).replace(/%[-\d.]*[a-z]/gi, () => left.shift() ?? '');
    return said(text.replaceAll('%%', '%'));
  },
  seq: (words, state) => {
    const numbers = words.map(Number);
    const [from = 1, to = 1] = numbers.length === 1 ? [1, ...numbers] : numbers;
    if (words.length > 2 || !words.every((word) => /^-?\d+$/.test(word))) return undefined;
    return joined(to < from ? [] : sequence(from, to, state));
  },
  basename: ([path = '', end = '']) => {
    const name = path.replace(/^.*\//, '');
    return said(`${name.slice(0, name.endsWith(end) ? -end.length || undefined : undefined)}\n`);
  },
  expr: ([left = '', operator = '', right = '']) => {
    const sum = Number(left) + Number(right) * (operator === '-' ? -1 : 1);
    return /^[-+]$/.test(operator) && !Number.isNaN(sum) ? said(`${sum}\n`) : undefined;
  },
  wc: (words, { input }) => {
    const isKnown = words.includes('-l') && input && !isUnknown(input.text);
    return isKnown ? said(`${input.text.split('\n').length - 1}\n`) : undefined;
  },
  which,
  command: (words, state) => (words[0] === '-v' ? which(words, state) : undefined),
  id: (words) => (words.includes('-u') ? said('0\n') : undefined),
  ...{ grep, egrep: grep, fgrep: grep, awk: filter, sed: filter, cut: filter, head: filter },
  ...{ tail: filter, tr: filter, sort: filter, uniq: filter, xargs: filter },
};

/** Calls that ask the kernel for what is up, and those that ask for a setting. */
const asks = [
  /^ip (-\S+ )*(a|ad|addr|address|ro?|route)( (s|sh|sho|show|l|ls|li|lis|list|lst|get|dev|to|label)( .*)?)?$/,
  /^ifconfig( -\S+)*( \S+)?$/,
  /^ipvsadm (.* )?(-\w*[lLS]|--(list|save))/,
  /^(route|netstat)(?!.* (add|del|delete|flush)\b)/,
];
const asksSetting = /^(sysctl (?!.*(=|-\w*[pw]\b|--))|cat .*\/proc\/sys\/)/;

/** What the program prints, or undefined where that is not known. */
export function printedBy(program: string, words: Words, state: State): Printed | undefined {
  const { found, given } = state;
  const line = [program, ...words].join(' ');
  const isSetting = asksSetting.test(line);
  if (!isSetting && !asks.some((ask) => ask.test(line)))
    return Object.hasOwn(printers, program) ? printers[program]?.(words, state) : undefined;
  found.askedKernel = true;
  const unknown = state.unknown(`$(${line})`, 'it is what the kernel says');
  if (given.up === undefined) return { text: unknown, succeeded: undefined };
  const value = line.includes('announce') ? '2' : '1';
  return isSetting ? joined([given.up.length > 0 ? value : '0']) : joined(given.up);
}
