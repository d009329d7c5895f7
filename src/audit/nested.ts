import type { Command } from 'unbash';
import type { End } from './found.ts';
import { parseShell, Source } from './source.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

/** A builtin: what it does to the state, and whether the list of commands ends with it. */
export type Builtin = (words: readonly string[], state: State, node: Command) => End;

/** Runs a text of shell: that of eval and sh -c, a sourced file, the input of a shell. */
function runText(source: Source, state: State): End {
  const before = state.source;
  const { statements } = parseShell(source);
  state.source = source;
  state.depth += 1;
  const end = state.execute(statements, state);
  state.depth -= 1;
  state.source = before;
  return end;
}

/** `eval` and `sh -c`: all of the text is where the command is. */
export function evaluated(text: string, state: State, node: Command): End {
  const place = state.place(node);
  if (isUnknown(text) && /^[\uE000-\uF8FF]/.test(text)) {
    state.lose('the text that is run here cannot be told', place);
    state.status = undefined;
    return undefined;
  }
  const from = node.pos;
  return runText(state.source.inside(text, from), state);
}

/** `.` and `source`. */
export const sourced: Builtin = ([path = '', ...words], state) => {
  const text = isUnknown(path)
    ? undefined
    : (state.found.written.get(path)?.text ?? state.readFile(path));
  state.status = 0;
  if (text !== undefined) {
    const { frame } = state;
    if (words.length > 0) state.frame = { list: words, more: undefined };
    const end = runText(new Source(path, text), state);
    state.frame = frame;
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
  state.status = undefined;
  if (at >= 0) {
    evaluated(words[at + 1] ?? '', state, node);
    return undefined;
  }
  const file = words.find((word) => !word.startsWith('-'));
  if (file === undefined && state.input !== undefined) {
    const { text, lines } = state.input;
    runText(new Source(state.source.file, text, lines), state);
  }
  return undefined;
};
