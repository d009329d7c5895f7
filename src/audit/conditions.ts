// What test, [ and [[ say, as far as that can be known, and what is run then.
import type { TestExpression } from 'unbash';
import { calculate, expand } from './expand.ts';
import type { Answer, End, Words } from './effect.ts';
import type { State } from './state.ts';
import { isUnknown, matchesGlob } from './words.ts';

export const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);

const both = (left: Answer, right: Answer): Answer =>
  left === false || right === false ? false : left && right;

/** The answer of `test` with these words; on the right of `[[` may stand a pattern. */
export function testWords(words: Words, state: State, isPattern = false): Answer {
  const part = (from: number, to?: number): Answer =>
    testWords(words.slice(from, to), state, isPattern);
  const [first = '', second = '', third = ''] = words;
  for (const operator of words.length > 3 ? ['-o', '-a'] : []) {
    const at = words.lastIndexOf(operator);
    if (at < 1) continue;
    const [left, right] = [part(0, at), part(at + 1)];
    return operator === '-a' ? both(left, right) : not(both(not(left), not(right)));
  }
  if (first === '!' && words.length > 1) return not(part(1));
  if (words.length === 1 || first === '-n') return isFilled(words.at(-1) ?? '');
  if (first === '-z') return not(isFilled(second));
  if (words.length !== 3) return undefined;
  if (/^(=|==|!=)$/.test(second)) {
    state.compare(first, third);
    state.compare(third, first);
    if (first !== third && (isUnknown(first) || isUnknown(third))) return undefined;
    return (first === third || (isPattern && matchesGlob(first, third))) === (second !== '!=');
  }
  if (second === '=~') state.check(first);
  if (![first, third].every((one) => /^\s*-?\d+\s*$/.test(one))) return undefined;
  const value = calculate(Number(first), second, Number(third));
  return value === undefined ? undefined : value !== 0;
}

const isFilled = (text: string): Answer =>
  isUnknown(text) && !/[^\s\uE000-\uF8FF]/.test(text) ? undefined : text !== '';

/** The words for test that say the same as what stands in `[[ … ]]`. */
export function wordsOf(node: TestExpression, state: State): Words {
  if (node.type === 'TestGroup') return wordsOf(node.expression, state);
  if (node.type === 'TestNot') return ['!', ...wordsOf(node.operand, state)];
  if (node.type === 'TestUnary') return [node.operator, expand(node.operand, state)];
  if (node.type === 'TestBinary')
    return [expand(node.left, state), node.operator, expand(node.right, state)];
  const operator = node.operator === '&&' ? '-a' : '-o';
  return node.operands.flatMap((one) => [operator, ...wordsOf(one, state)]).slice(1);
}

/** Runs one branch, or both from the same state where the answer is not known; what then differs is not known either. */
export function decide(answer: Answer, then: () => End, other: () => End, state: State): End {
  if (answer !== undefined) return answer ? then() : other();
  const before = state.now();
  const results = [then, other].map((branch) => {
    Object.assign(state, before, { variables: new Map(before.variables) });
    return { end: branch(), after: state.now(), succeeded: state.succeeded };
  });
  const [first, second] = results.filter(({ end }) => end === undefined);
  if (first === undefined) {
    const ends = results.map(({ end }) => end);
    return (['return', 'continue', 'break'] as const).find((end) => ends.includes(end)) ?? 'exit';
  }
  Object.assign(state, first.after, { succeeded: first.succeeded });
  if (second === undefined) return undefined;
  const { variables, failed } = second.after;
  state.failed ||= failed;
  if (state.succeeded !== second.succeeded) state.succeeded = undefined;
  for (const [name, values] of variables) {
    const others = state.variables.get(name);
    if (others === undefined) state.assign(name, ...values);
    else if (others.join('\n') !== values.join('\n'))
      state.assign(name, state.unknown(`$${name}`, 'it depends on a condition'));
  }
  return undefined;
}

/** Runs a loop until it ends, or as long as that makes a difference. */
export function loop(test: () => Answer, body: () => End, state: State): End {
  for (;;) {
    const now = (): string => JSON.stringify([[...state.variables], state.args, state.input?.text]);
    const before = now();
    const answer = test();
    if (answer === false) break;
    state.spend(before.length / 10, 1);
    const end = decide(answer, body, () => undefined, state);
    if (end === 'break') break;
    if (end !== undefined && end !== 'continue') return end;
    if (answer === undefined) return undefined;
    // Nothing that it asks for changes: it waits for something, or runs for ever.
    if (before !== now()) continue;
    state.tell('arguments-unchecked', state.command);
    break;
  }
  state.succeeded = true;
  return undefined;
}
