import type { Answer, End } from './found.ts';
import type { State } from './state.ts';

/** Runs one branch, or both from the same state where the answer is not known; what then differs is not known either. */
export function decide(answer: Answer, then: () => End, other: () => End, state: State): End {
  if (answer !== undefined) return answer ? then() : other();
  const { variables, args, failed } = state;
  const results = [then, other].map((branch) => {
    Object.assign(state, { variables, args, failed });
    state.spend(variables.size);
    const end = branch();
    const { variables: values, args: left, failed: fails, succeeded } = state;
    return { end, after: { variables: values, args: left, failed: fails, succeeded } };
  });
  const [first, second] = results.filter(({ end }) => end === undefined);
  if (first === undefined) {
    const ends = results.map(({ end }) => end);
    return (['return', 'continue', 'break'] as const).find((end) => ends.includes(end)) ?? 'exit';
  }
  Object.assign(state, first.after);
  if (second === undefined) return undefined;
  const { after } = second;
  state.failed ||= after.failed;
  if (state.succeeded !== after.succeeded) state.succeeded = undefined;
  const merged = new Map([...after.variables, ...state.variables]);
  for (const [name, values] of after.variables)
    if (merged.get(name)?.join('\n') !== values.join('\n'))
      merged.set(name, [state.unknown(`$${name}`, 'it depends on a condition')]);
  state.variables = merged;
  return undefined;
}

/** Runs a loop until it ends, or as long as that makes a difference. */
export function loop(test: () => Answer, body: () => End, state: State): End {
  for (;;) {
    const answer = test();
    if (answer === false) break;
    const now = (): string => JSON.stringify([[...state.variables], state.args, state.input?.text]);
    const before = now();
    state.spend(before.length / 10, 1);
    const end = decide(answer, body, () => undefined, state);
    if (end === 'break') break;
    if (end !== undefined && end !== 'continue') return end;
    if (answer === undefined) return undefined;
    // Nothing that it asks for changes: it waits for something, or runs for ever.
    if (before !== now()) continue;
    state.found.endless.push(state.command);
    break;
  }
  state.succeeded = true;
  return undefined;
}
