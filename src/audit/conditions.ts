// What test, [ and [[ say, as far as that can be known.
import type { TestExpression } from 'unbash';
import type { Place } from './effect.ts';
import { expand } from './expand.ts';
import { matchesGlob } from './glob.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

/** The answer, or undefined where it depends on what is not known. */
export type Answer = boolean | undefined;

/** The exit status that says so. */
export const statusOf = (answer: Answer): number | undefined =>
  answer === undefined ? undefined : Number(!answer);

const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);
const both = (left: Answer, right: Answer): Answer =>
  left === false || right === false ? false : left && right;
const either = (left: Answer, right: Answer): Answer => not(both(not(left), not(right)));

/** The answer of `test` with these words; a pattern may stand on the right in `[[` only. */
export function testWords(
  words: readonly string[],
  state: State,
  place: Place,
  isPattern = false,
): Answer {
  const test = (from: number, to?: number): Answer =>
    testWords(words.slice(from, to), state, place);
  const [or, and] = [words.lastIndexOf('-o'), words.lastIndexOf('-a')];
  if (words.length > 3 && or > 0) return either(test(0, or), test(or + 1));
  if (words.length > 3 && and > 0) return both(test(0, and), test(and + 1));
  const [first = '', second = '', third = ''] = words;
  if (first === '!' && words.length > 1) return not(test(1));
  if (words.length === 1) return isFilled(first);
  if (words.length === 2) {
    if (first === '-n') return isFilled(second);
    if (first === '-z') return not(isFilled(second));
    // What was written here, and settings that every host has.
    const isThere = state.found.written.has(second) || second.startsWith('/proc/sys/net/ipv4');
    return /^-[edfrws]$/.test(first) && isThere ? true : undefined;
  }
  if (second === '=~') state.check(first);
  if (/^(=|==|!=)$/.test(second)) {
    state.compare(first, third, place);
    state.compare(third, first, place);
    if (first !== third && (isUnknown(first) || isUnknown(third))) return undefined;
    return (first === third || (isPattern && matchesGlob(first, third))) === (second !== '!=');
  }
  if (words.length > 3 || ![first, third].every((one) => /^\s*-?\d+\s*$/.test(one)))
    return undefined;
  const order = Math.sign(Number(first) - Number(third));
  return numeric[second]?.includes(order);
}

/** The signs of a difference for which the answer is yes. */
const numeric: Readonly<Record<string, readonly number[]>> = {
  ...{ '-eq': [0], '-ne': [-1, 1], '-lt': [-1], '-le': [-1, 0], '-gt': [1], '-ge': [0, 1] },
};

/** The answer of `[[ … ]]`. */
export function testExpression(node: TestExpression, state: State): Answer {
  const test = (one: TestExpression): Answer => testExpression(one, state);
  switch (node.type) {
    case 'TestGroup':
      return test(node.expression);
    case 'TestNot':
      return node.negations.length % 2 === 1 ? not(test(node.operand)) : test(node.operand);
    case 'TestLogical':
      return node.operands.map(test).reduce(node.operator === '&&' ? both : either);
    case 'TestUnary':
      return testWords([node.operator, expand(node.operand, state)], state, state.place(node));
    case 'TestBinary': {
      const words = [expand(node.left, state), node.operator, expand(node.right, state)];
      return testWords(words, state, state.place(node), true);
    }
  }
}

function isFilled(text: string): Answer {
  if (!isUnknown(text)) return text !== '';
  return /[^\s\uE000-\uF8FF]/.test(text) ? true : undefined;
}
