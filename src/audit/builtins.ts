import { testWords } from './conditions.ts';
import type { End, Words } from './effect.ts';
import { parseShell, Source } from './source.ts';
import type { State } from './state.ts';
import { isUnknown } from './words.ts';

/** What a builtin does to the state, and whether the list of commands ends with it. */
type Builtin = (words: Words, state: State) => End;

/** A builtin that succeeds, or what `work` makes of it. */
const done =
  (work: (words: Words, state: State) => void = () => undefined): Builtin =>
  (words, state) => {
    state.succeeded = true;
    work(words, state);
    return undefined;
  };

const test = done((words, state) => {
  state.succeeded = testWords(words.at(-1) === ']' ? words.slice(0, -1) : words, state);
});

/** Names without a value, which somebody else sets. */
const sets = done((words, { found }) => {
  for (const name of words) found.assigned.add(name);
});

const read = done((words, state) => {
  const names = words.filter((word) => !word.startsWith('-'));
  const { input } = state;
  if (input === undefined || isUnknown(input.text)) {
    for (const name of names) state.assign(name, state.unknown(`$${name}`, 'it is read'));
    state.succeeded = undefined;
    return;
  }
  state.succeeded = input.text !== '';
  const [line = '', ...others] = input.text.split('\n');
  const fields = line.trim().split(/\s+/);
  for (const [at, name] of names.entries())
    state.assign(name, fields.slice(at, name === names.at(-1) ? undefined : at + 1).join(' '));
  input.text = others.join('\n');
  input.lines.shift();
});

const leave =
  (end: 'exit' | 'return'): Builtin =>
  ([text], state) => {
    if (text !== undefined) state.succeeded = /^\d+$/.test(text) ? Number(text) === 0 : undefined;
    if (end === 'exit') state.exit(state.command);
    return end;
  };

/** Runs a text of shell: that of eval and sh -c, a sourced file, the input of a shell. */
function runText(source: Source, state: State): End {
  const { statements } = parseShell(source);
  return state.within({ source }, () => state.execute(statements, state));
}

/** `eval` and `sh -c`: all of the text is where the command is. */
const evaluated = (text: string, state: State): End =>
  runText(new Source(state.source.file, text, [state.command.line]), state);

const sourced: Builtin = ([path = ''], state) => {
  const text = state.fileAt(path);
  state.succeeded = true;
  const end = text === undefined ? undefined : runText(new Source(path, text), state);
  // What the functions of init scripts set is known: nothing that matters here.
  if (text === undefined && !/\/init\.d\/functions$|\/lsb\/init-functions$/.test(path))
    state.unseen = state.readable(path);
  return end === 'return' ? undefined : end;
};

const shell: Builtin = (words, state) => {
  const at = words.findIndex((word) => /^-\w*c$/.test(word));
  const { input, source } = state;
  state.succeeded = undefined;
  if (at >= 0) evaluated(words[at + 1] ?? '', state);
  else if (input && words.every((word) => word.startsWith('-')))
    runText(new Source(source.file, input.text, input.lines), state);
  return undefined;
};

/** The builtins of the shell that matter to what a script does, and shells. */
export const builtins = new Map<string, Builtin>(
  Object.entries<Builtin>({
    ...{ '[': test, test, read, '.': sourced, source: sourced },
    ...{ sh: shell, bash: shell, dash: shell, su: shell },
    ...{ ':': done(), true: done(), trap: done(), unset: done() },
    ...{ local: sets, export: sets, declare: sets, typeset: sets, readonly: sets },
    ...{ exit: leave('exit'), return: leave('return') },
    break: () => 'break',
    continue: () => 'continue',
    eval: (words, state) => evaluated(words.join(' '), state),
    false: done((_, state) => {
      state.succeeded = false;
    }),
    getopts: done(([, name = ''], state) => {
      state.assign(name, state.unknown(`$${name}`, 'it is an option'));
      state.assign('OPTARG', state.unknown('$OPTARG', 'it is the value of an option'));
      state.succeeded = undefined;
    }),
    shift: done(([text = '1'], state) => {
      const { list, isOpen } = state.args;
      state.args = { list: list.slice(Number(text) || 1), isOpen };
      if (list.length === 0 && !isOpen) state.succeeded = false;
    }),
    set: done((words, state) => {
      const [first = ''] = words;
      if (/^[-+]\w*e/.test(first) || words[1] === 'errexit')
        state.exitsOnError = first.startsWith('-');
      if (!/^[-+]\w/.test(first))
        state.args = { list: words.slice(first === '--' ? 1 : 0), isOpen: false };
    }),
    let: (words, state) => evaluated(words.map((word) => `((${word}))`).join('\n'), state),
  }),
);
