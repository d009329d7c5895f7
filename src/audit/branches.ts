import type { Answer } from './conditions.ts';
import type { End, Variables } from './found.ts';
import type { State } from './state.ts';

/** Runs each branch from the same state; what differs afterwards is not known. */
export function choose(branches: readonly (() => End)[], state: State): End {
  const before = { variables: state.variables, frame: state.frame, failed: state.failed };
  const results = branches.map((branch) => {
    Object.assign(state, before);
    state.spend(before.variables.size);
    state.variables = new Map(before.variables);
    state.maybe += 1;
    const from = state.found.steps.length;
    const end = branch();
    state.maybe -= 1;
    const { variables, status, frame, failed } = state;
    return { end, variables, status, frame, failed, from, to: state.found.steps.length };
  });
  const going = results.filter(({ end }) => end === undefined);
  const [first, ...others] = going;
  if (first === undefined) {
    const ends = results.map(({ end }) => end);
    return (['return', 'continue', 'break'] as const).find((end) => ends.includes(end)) ?? 'exit';
  }
  // Where all other branches leave, the one that stays is what happens.
  if (others.length === 0 && state.maybe === 0)
    for (let at = first.from; at < first.to; at += 1) {
      const { effect, program, place } = state.found.steps[at] ?? {};
      if (effect && program !== undefined && place)
        state.found.steps[at] = { effect, program, place };
    }
  state.variables = others.reduce(
    (left, { variables }) => merged(left, variables, state),
    first.variables,
  );
  state.status = others.every(({ status }) => status === first.status) ? first.status : undefined;
  state.frame = first.frame;
  state.failed = going.some(({ failed }) => failed);
  return undefined;
}

function merged(left: Variables, right: Variables, state: State): Variables {
  const both = new Map([...right, ...left]);
  for (const [name, values] of right) {
    const other = left.get(name);
    if (other !== undefined && other.join('\n') !== values.join('\n'))
      both.set(name, [state.unknown(`$${name}`, 'it depends on a condition')]);
  }
  return both;
}

/** Runs one branch or the other, or both where the answer is not known. */
export function decide(answer: Answer, then: () => End, other: () => End, state: State): End {
  return answer === undefined ? choose([then, other], state) : answer ? then() : other();
}

/** Runs a loop until it ends, or as long as that makes a difference. */
export function loop(test: () => Answer, body: () => End, state: State, update?: () => void): End {
  for (;;) {
    const answer = test();
    if (answer === false) break;
    const before = JSON.stringify([[...state.variables], state.frame, state.input?.text]);
    state.spend(before.length / 10, 1);
    let end: End;
    if (answer === undefined) {
      end = choose([body, () => undefined], state);
      return end === 'break' || end === 'continue' ? undefined : end;
    }
    end = body();
    if (end === 'break') break;
    if (end !== undefined && end !== 'continue') return end;
    update?.();
    // Nothing that it asks for changes: it waits for something, or runs for ever.
    if (before !== JSON.stringify([[...state.variables], state.frame, state.input?.text])) continue;
    if (state.command) state.found.endless.push(state.command);
    break;
  }
  state.status = 0;
  return undefined;
}
