import type { Command } from 'unbash';
import type { End } from './found.ts';
import { parseShell, Source } from './source.ts';
import type { State } from './state.ts';

/** A builtin: what it does to the state, and whether the list of commands ends with it. */
export type Builtin = (words: readonly string[], state: State, node: Command) => End;

/** Runs a text of shell: that of eval and sh -c, a sourced file, the input of a shell. */
function runText(source: Source, state: State, frame = state.frame): End {
  const { statements } = parseShell(source);
  return state.within({ source, frame }, () => state.execute(statements, state));
}

/** `eval` and `sh -c`: all of the text is where the command is. */
export function evaluated(text: string, state: State, node: Command): End {
  if (!/^[\uE000-\uF8FF]/.test(text)) return runText(state.source.inside(text, node.pos), state);
  state.found.lost.push({
    reason: 'the text that is run here cannot be told',
    place: state.place(node),
  });
  state.status = undefined;
  return undefined;
}

/** `.` and `source`. */
export const sourced: Builtin = ([path = '', ...list], state) => {
  const text = state.found.written.get(path)?.text ?? state.readFile(path);
  state.status = 0;
  if (text !== undefined) {
    const frame = list.length > 0 ? { list, more: undefined } : state.frame;
    const end = runText(new Source(path, text), state, frame);
    return end === 'return' ? undefined : end;
  }
  // What the functions of init scripts set is known: nothing that matters here.
  if (!/\/init\.d\/functions$|\/lsb\/init-functions$/.test(path))
    state.unseen = state.unknowns.readable(path);
  return undefined;
};

/** `sh` and its like. */
export const shell: Builtin = (words, state, node) => {
  const at = words.findIndex((word) => /^-\w*c$/.test(word));
  const { input } = state;
  state.status = undefined;
  if (at >= 0) evaluated(words[at + 1] ?? '', state, node);
  else if (input && words.every((word) => word.startsWith('-')))
    runText(new Source(state.source.file, input.text, input.lines), state);
  return undefined;
};
