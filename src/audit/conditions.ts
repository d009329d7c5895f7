// What test, [ and [[ say, as far as that can be known.
import type { TestExpression } from 'unbash';
import type { Place } from './effect.ts';
import { textOf } from './expand.ts';
import { matchesGlob } from './glob.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

/** The answer, or undefined where it depends on what is not known. */
export type Answer = boolean | undefined;

const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);
const both = (left: Answer, right: Answer): Answer =>
  left === false || right === false ? false : left && right;
const either = (left: Answer, right: Answer): Answer => not(both(not(left), not(right)));

/** The answer of `test` with these words. */
export function testWords(words: readonly string[], state: State, place: Place): Answer {
  const test = (from: number, to?: number): Answer =>
    testWords(words.slice(from, to), state, place);
  const [or, and] = [words.lastIndexOf('-o'), words.lastIndexOf('-a')];
  if (words.length > 3 && or > 0) return either(test(0, or), test(or + 1));
  if (words.length > 3 && and > 0) return both(test(0, and), test(and + 1));
  const [first = '', second = '', third = ''] = words;
  if (first === '!' && words.length > 1) return not(test(1));
  if (first === '(' && words.at(-1) === ')') return test(1, -1);
  if (words.length === 3) return compare(first, second, third, { state, place });
  if (words.length === 2) return unary(first, second, state);
  return words.length > 3 ? undefined : isFilled(first);
}

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
      return unary(node.operator, textOf(node.operand, state), state);
    case 'TestBinary': {
      const [left, right] = [textOf(node.left, state), textOf(node.right, state)];
      const at = { state, place: state.place(node), isPattern: true };
      return compare(left, node.operator, right, at);
    }
  }
}

function isFilled(text: string): Answer {
  if (!isUnknown(text)) return text !== '';
  return /[^\s\uE000-\uF8FF]/.test(text) ? true : undefined;
}

function unary(operator: string, operand: string, state: State): Answer {
  if (operator === '-n') return isFilled(operand);
  if (operator === '-z') return not(isFilled(operand));
  // What was written here, and settings that every host has.
  const isThere = state.found.written.has(operand) || operand.startsWith('/proc/sys/net/ipv4');
  return /^-[edfrws]$/.test(operator) && isThere ? true : undefined;
}

const numeric: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '-eq': (left, right) => left === right,
  '-ne': (left, right) => left !== right,
  '-lt': (left, right) => left < right,
  '-le': (left, right) => left <= right,
  '-gt': (left, right) => left > right,
  '-ge': (left, right) => left >= right,
};

interface At {
  readonly state: State;
  readonly place: Place;
  /** Whether the word on the right is a pattern. */
  readonly isPattern?: boolean;
}

function compare(left: string, operator: string, right: string, at: At): Answer {
  const { state, place, isPattern = false } = at;
  if (operator === '=~') state.check(left);
  if (/^(=|==|!=)$/.test(operator)) {
    state.compare(left, right, place);
    state.compare(right, left, place);
    const isKnown = left === right || (!isUnknown(left) && !isUnknown(right));
    const isSame = left === right || (isPattern && matchesGlob(left, right));
    return isKnown ? isSame === (operator !== '!=') : undefined;
  }
  const isNumber = /^\s*-?\d+\s*$/;
  if (!isNumber.test(left) || !isNumber.test(right)) return undefined;
  return numeric[operator]?.(Number(left), Number(right));
}
