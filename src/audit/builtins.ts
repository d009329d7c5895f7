import { parse } from 'unbash';
import { evaluate } from './arithmetic.ts';
import { testWords } from './conditions.ts';
import { type Builtin, evaluated, shell, sourced } from './nested.ts';
import { isUnknown } from './unknowns.ts';

const test: Builtin = (words, state, node) => {
  const inner = words.at(-1) === ']' ? words.slice(0, -1) : words;
  const answer = testWords(inner, state, state.place(node));
  state.status = answer === undefined ? undefined : Number(!answer);
  return undefined;
};

const nothing: Builtin = (_, state) => {
  state.status = 0;
  return undefined;
};

const read: Builtin = (words, state) => {
  const names = words.filter((word) => !word.startsWith('-'));
  const text = state.input?.text;
  if (text === undefined || state.input === undefined) {
    for (const name of names) state.assign(name, state.unknown(`$${name}`, 'it is read'));
    state.status = undefined;
    return undefined;
  }
  if (text === '') {
    state.status = 1;
    return undefined;
  }
  const at = text.indexOf('\n');
  const line = at < 0 ? text : text.slice(0, at);
  const separators = state.variables.get('IFS')?.[0] ?? ' \t';
  const parts = line
    .split(new RegExp(`[${separators.replace(/[\\\]^-]/g, '\\$&')}]+`))
    .filter((part) => part !== '');
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1;
    state.assign(name, (isLast ? parts.slice(index).join(' ') : parts[index]) ?? '');
  }
  state.input.text = at < 0 ? '' : text.slice(at + 1);
  state.input.lines.shift();
  state.status = 0;
  return undefined;
};

const leave =
  (end: 'exit' | 'return'): Builtin =>
  ([text], state, node) => {
    const value = Number(text);
    if (text !== undefined)
      state.status = isUnknown(text) || Number.isNaN(value) ? undefined : value;
    if (end === 'exit') state.exit(state.place(node));
    return end;
  };

/** The builtins of the shell that matter to what a script does. */
export const builtins: Readonly<Record<string, Builtin>> = {
  '[': test,
  test,
  ':': nothing,
  true: nothing,
  trap: nothing,
  unset: (words, state) => {
    for (const name of words) state.variables.delete(name);
    state.status = 0;
    return undefined;
  },
  false: (_, state) => {
    state.status = 1;
    return undefined;
  },
  '.': sourced,
  source: sourced,
  exit: leave('exit'),
  return: leave('return'),
  break: () => 'break',
  continue: () => 'continue',
  eval: (words, state, node) => evaluated(words.join(' '), state, node),
  sh: shell,
  bash: shell,
  dash: shell,
  su: shell,
  read,
  getopts: ([, name = ''], state) => {
    state.assign(name, state.unknown(`$${name}`, 'it is an option'));
    state.assign('OPTARG', state.unknown('$OPTARG', 'it is the value of an option'));
    state.status = undefined;
    return undefined;
  },
  shift: ([text = '1'], state) => {
    const { list, more } = state.frame;
    const count = Number(text) || 1;
    state.frame = { list: list.slice(count), more: more === undefined ? undefined : more + count };
    state.status = list.length === 0 && more === undefined ? 1 : 0;
    return undefined;
  },
  set: (words, state) => {
    const at = words.indexOf('--');
    const options = words.slice(0, at < 0 ? undefined : at);
    if (options.some((word) => /^-\w*e/.test(word)) || words.join(' ') === '-o errexit')
      state.exitsOnError = true;
    if (options.some((word) => /^\+\w*e/.test(word))) state.exitsOnError = false;
    const rest = at >= 0 ? words.slice(at + 1) : /^[-+]/.test(words[0] ?? '-') ? undefined : words;
    if (rest !== undefined) state.frame = { list: rest, more: undefined };
    state.status = 0;
    return undefined;
  },
  let: (words, state) => {
    for (const word of words) {
      const command = parse(`((${word}))`).commands[0]?.command;
      if (command?.type === 'ArithmeticCommand' && command.expression)
        evaluate(command.expression, state);
    }
    state.status = 0;
    return undefined;
  },
  local: nothing,
  export: nothing,
  declare: nothing,
  typeset: nothing,
  readonly: nothing,
  tee: (words, state, node) => {
    for (const path of words.filter((word) => !word.startsWith('-')))
      state.save(
        path,
        state.input ?? { text: '', lines: [] },
        words.includes('-a'),
        state.place(node),
      );
    state.print(state.input?.text ?? '', state.place(node).line);
    state.status = 0;
    return undefined;
  },
  cat: (words, state, node) => {
    const files = words.filter((word) => !word.startsWith('-'));
    const text = files.length === 0 ? state.input : undefined;
    const parts = files.map(
      (path) =>
        state.found.written.get(path)?.text ??
        state.readFile(path) ??
        state.unknown(`$(cat ${path})`, `it stands in ${path}`),
    );
    if (text === undefined) state.print(parts.join(''), state.place(node).line);
    else if (state.out !== undefined) {
      state.out.text += text.text;
      state.out.lines.push(...text.lines);
    }
    state.status = 0;
    return undefined;
  },
};
