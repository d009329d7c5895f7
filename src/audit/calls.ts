import type { Statement } from 'unbash';
import type { End } from './found.ts';
import type { State } from './state.ts';

/** The name of a program without its folder. */
export const base = (path: string): string => path.replace(/^.*\//, '');

export function callFunction(
  fn: {
    readonly node: { readonly body: unknown; readonly pos: number; readonly end: number };
    readonly source: State['source'];
  },
  words: readonly string[],
  state: State,
): End {
  const { frame, source, locals } = state;
  // Arguments that may be more are handed on as such.
  const rest =
    words.at(-1) !== undefined &&
    words.at(-1) === state.unknown('$@', 'it is an argument') &&
    frame.more !== undefined;
  state.frame = rest
    ? { list: words.slice(0, -1), more: frame.more }
    : { list: words, more: undefined };
  state.source = fn.source;
  state.locals = new Map();
  state.depth += 1;
  const { body, pos, end: last } = fn.node;
  const statement = {
    type: 'Statement',
    command: body,
    pos,
    end: last,
    background: undefined,
  } as Statement;
  const end = state.execute([statement], state);
  state.depth -= 1;
  for (const [name, values] of state.locals) {
    if (values === undefined) state.variables.delete(name);
    else state.variables.set(name, values);
  }
  Object.assign(state, { frame, source, locals });
  return end === 'exit' ? 'exit' : undefined;
}

export function isItself(name: string, state: State): boolean {
  return (
    name === state.script.source.file ||
    (name.includes('/init.d/') && base(name) === base(state.script.source.file))
  );
}

/** The script calls itself, with other arguments. */
export function callItself(words: readonly string[], state: State): End {
  const { variables, frame, source } = state;
  state.variables = new Map();
  state.frame = { list: words, more: undefined };
  state.source = state.script.source;
  state.depth += 1;
  state.execute(state.script.statements, state);
  state.depth -= 1;
  Object.assign(state, { variables, frame, source });
  return undefined;
}
