import { parse } from 'unbash';
import { evaluate } from './arithmetic.ts';
import { testWords } from './conditions.ts';
import { type Builtin, evaluated, shell, sourced } from './nested.ts';

/** A builtin whose status is 0, or what `work` makes of it. */
const done =
  (work: (...call: Parameters<Builtin>) => void = () => undefined): Builtin =>
  (words, state, node) => {
    state.status = 0;
    work(words, state, node);
    return undefined;
  };

const test = done((words, state, node) => {
  const inner = words.at(-1) === ']' ? words.slice(0, -1) : words;
  const answer = testWords(inner, state, state.place(node));
  state.status = answer === undefined ? undefined : Number(!answer);
});

const read = done((words, state) => {
  const names = words.filter((word) => !word.startsWith('-'));
  const { input } = state;
  if (input === undefined) {
    for (const name of names) state.assign(name, state.unknown(`$${name}`, 'it is read'));
    state.status = undefined;
    return;
  }
  if (input.text === '') state.status = 1;
  const [line = '', ...others] = input.text.split('\n');
  const separators = (state.variables.get('IFS')?.[0] ?? ' \t').replace(/[\\\]^-]/g, '\\$&');
  const parts = line.split(new RegExp(`[${separators}]+`)).filter((part) => part !== '');
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1;
    state.assign(name, (isLast ? parts.slice(index).join(' ') : parts[index]) ?? '');
  }
  input.text = others.join('\n');
  input.lines.shift();
});

const leave =
  (end: 'exit' | 'return'): Builtin =>
  ([text], state, node) => {
    const value = Number(text);
    if (text !== undefined) state.status = Number.isNaN(value) ? undefined : value;
    if (end === 'exit') state.exit(state.place(node));
    return end;
  };

const isOption = (word: string): boolean => word.startsWith('-');

/** The builtins of the shell that matter to what a script does, and programs that read and write files. */
export const builtins: Readonly<Record<string, Builtin>> = {
  ...{ '[': test, test, read, '.': sourced, source: sourced },
  ...{ sh: shell, bash: shell, dash: shell, su: shell },
  ...{ ':': done(), true: done(), trap: done() },
  ...{ local: done(), export: done(), declare: done(), typeset: done(), readonly: done() },
  ...{ exit: leave('exit'), return: leave('return') },
  break: () => 'break',
  continue: () => 'continue',
  eval: (words, state, node) => evaluated(words.join(' '), state, node),
  false: done((_, state) => {
    state.status = 1;
  }),
  unset: done((words, state) => {
    for (const name of words) state.variables.delete(name);
  }),
  getopts: done(([, name = ''], state) => {
    state.assign(name, state.unknown(`$${name}`, 'it is an option'));
    state.assign('OPTARG', state.unknown('$OPTARG', 'it is the value of an option'));
    state.status = undefined;
  }),
  shift: done(([text = '1'], state) => {
    const { list, more } = state.frame;
    const count = Number(text) || 1;
    state.frame = { list: list.slice(count), more: more === undefined ? undefined : more + count };
    if (list.length === 0 && more === undefined) state.status = 1;
  }),
  set: done((words, state) => {
    const at = words.indexOf('--');
    const options = words.slice(0, at < 0 ? undefined : at);
    if (options.some((word) => /^-\w*e|^errexit/.test(word))) state.exitsOnError = true;
    if (options.some((word) => /^\+\w*e/.test(word))) state.exitsOnError = false;
    const isList = at >= 0 || !/^[-+]/.test(words[0] ?? '-');
    if (isList) state.frame = { list: words.slice(at + 1), more: undefined };
  }),
  let: done((words, state) => {
    for (const word of words) {
      const command = parse(`((${word}))`).commands[0]?.command;
      if (command?.type === 'ArithmeticCommand' && command.expression)
        evaluate(command.expression, state);
    }
  }),
  tee: done((words, state, node) => {
    const { input = { text: '', lines: [] } } = state;
    const place = state.place(node);
    for (const path of words.filter((word) => !isOption(word)))
      state.save(path, input, words.includes('-a'), place);
    state.print(input.text, place.line);
  }),
  cat: done((words, state, node) => {
    const { out, input } = state;
    const files = words.filter((word) => !isOption(word));
    const of = (path: string): string | undefined =>
      state.found.written.get(path)?.text ?? state.readFile(path);
    const texts = files.map(
      (path) => of(path) ?? state.unknown(`$(cat ${path})`, `it stands in ${path}`),
    );
    if (files.length > 0) state.print(texts.join(''), state.place(node).line);
    else if (out && input) {
      out.text += input.text;
      out.lines.push(...input.lines);
    }
  }),
};
