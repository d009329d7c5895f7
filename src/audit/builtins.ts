import { parse } from 'unbash';
import { statusOf, testWords } from './conditions.ts';
import { evaluate, separators } from './expand.ts';
import type { End } from './found.ts';
import { parseShell, Source } from './source.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

/** What a builtin does to the state, and whether the list of commands ends with it. */
type Builtin = (words: readonly string[], state: State) => End;

/** A builtin whose status is 0, or what `work` makes of it. */
const done =
  (work: (words: readonly string[], state: State) => void = () => undefined): Builtin =>
  (words, state) => {
    state.status = 0;
    work(words, state);
    return undefined;
  };

const test = done((words, state) => {
  const inner = words.at(-1) === ']' ? words.slice(0, -1) : words;
  state.status = statusOf(testWords(inner, state, state.command));
});

const read = done((words, state) => {
  const names = words.filter((word) => !word.startsWith('-'));
  const { input } = state;
  if (input === undefined || isUnknown(input.text)) {
    for (const name of names) state.assign(name, state.unknown(`$${name}`, 'it is read'));
    state.status = undefined;
    return;
  }
  if (input.text === '') state.status = 1;
  const [line = '', ...others] = input.text.split('\n');
  const parts = line.split(separators(state)).filter((part) => part !== '');
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1;
    state.assign(name, (isLast ? parts.slice(index).join(' ') : parts[index]) ?? '');
  }
  input.text = others.join('\n');
  input.lines.shift();
});

const leave =
  (end: 'exit' | 'return'): Builtin =>
  ([text], state) => {
    const value = Number(text);
    if (text !== undefined) state.status = Number.isNaN(value) ? undefined : value;
    if (end === 'exit') state.exit(state.command);
    return end;
  };

/** Runs a text of shell: that of eval and sh -c, a sourced file, the input of a shell. */
function runText(source: Source, state: State): End {
  const { statements } = parseShell(source);
  return state.within({ source }, () => state.execute(statements, state));
}

/** `eval` and `sh -c`: all of the text is where the command is. */
function evaluated(text: string, state: State): End {
  const { source, command: place } = state;
  if (!isUnknown(text.charAt(0)))
    return runText(new Source(source.file, text, [place.line]), state);
  state.found.lost.push({ reason: 'the text that is run here cannot be told', place });
  state.status = undefined;
  return undefined;
}

const sourced: Builtin = ([path = ''], state) => {
  const text = state.fileAt(path);
  state.status = 0;
  if (text !== undefined) {
    const end = runText(new Source(path, text), state);
    return end === 'return' ? undefined : end;
  }
  // What the functions of init scripts set is known: nothing that matters here.
  if (!/\/init\.d\/functions$|\/lsb\/init-functions$/.test(path))
    state.unseen = state.readable(path);
  return undefined;
};

const shell: Builtin = (words, state) => {
  const at = words.findIndex((word) => /^-\w*c$/.test(word));
  const { input, source } = state;
  state.status = undefined;
  if (at >= 0) evaluated(words[at + 1] ?? '', state);
  else if (input && words.every((word) => word.startsWith('-')))
    runText(new Source(source.file, input.text, input.lines), state);
  return undefined;
};

/** The builtins of the shell that matter to what a script does, and programs that read and write files. */
export const builtins: Readonly<Record<string, Builtin>> = {
  ...{ '[': test, test, read, '.': sourced, source: sourced },
  ...{ sh: shell, bash: shell, dash: shell, su: shell },
  ...{ ':': done(), true: done(), trap: done(), unset: done() },
  ...{ local: done(), export: done(), declare: done(), typeset: done(), readonly: done() },
  ...{ exit: leave('exit'), return: leave('return') },
  break: () => 'break',
  continue: () => 'continue',
  eval: (words, state) => evaluated(words.join(' '), state),
  false: done((_, state) => {
    state.status = 1;
  }),
  getopts: done(([, name = ''], state) => {
    state.assign(name, state.unknown(`$${name}`, 'it is an option'));
    state.assign('OPTARG', state.unknown('$OPTARG', 'it is the value of an option'));
    state.status = undefined;
  }),
  shift: done(([text = '1'], state) => {
    const { list, isOpen } = state.args;
    state.args = { list: list.slice(Number(text) || 1), isOpen };
    if (list.length === 0 && !isOpen) state.status = 1;
  }),
  set: done((words, state) => {
    const [first = ''] = words;
    if (/^[-+]\w*e/.test(first) || words[1] === 'errexit')
      state.exitsOnError = first.startsWith('-');
    if (!/^[-+]\w/.test(first))
      state.args = { list: words.slice(first === '--' ? 1 : 0), isOpen: false };
  }),
  let: done((words, state) => {
    for (const word of words) {
      const command = parse(`((${word}))`).commands[0]?.command;
      if (command?.type === 'ArithmeticCommand') evaluate(command.expression, state);
    }
  }),
  tee: done((words, state) => {
    const { input = { text: '', lines: [] } } = state;
    for (const path of words.filter((word) => !word.startsWith('-')))
      state.save(path, input, words.includes('-a'));
    state.print(input.text, state.command.line);
  }),
  cat: done((words, state) => {
    const { out, input, command } = state;
    const files = words.filter((word) => !word.startsWith('-'));
    const texts = files.map(
      (path) => state.fileAt(path) ?? state.unknown(`$(cat ${path})`, `it stands in ${path}`),
    );
    if (files.length > 0) state.print(texts.join(''), command.line);
    else if (out && input) {
      out.text += input.text;
      out.lines.push(...input.lines);
    }
  }),
};
