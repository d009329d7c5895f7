// What test, [ and [[ say, as far as that can be known.
import type { TestExpression } from 'unbash';
import { textOf } from './expand.ts';
import { matchesGlob } from './glob.ts';
import type { Place } from './effect.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

/** The answer, or undefined where it depends on what is not known. */
export type Answer = boolean | undefined;

const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);
const both = (left: Answer, right: Answer): Answer =>
  left === false || right === false
    ? false
    : left === undefined || right === undefined
      ? undefined
      : true;
const either = (left: Answer, right: Answer): Answer => not(both(not(left), not(right)));

/** The answer of `test` with these words. */
export function testWords(words: readonly string[], state: State, place: Place): Answer {
  const or = words.lastIndexOf('-o');
  if (or > 0 && words.length > 3)
    return either(
      testWords(words.slice(0, or), state, place),
      testWords(words.slice(or + 1), state, place),
    );
  const and = words.lastIndexOf('-a');
  if (and > 0 && words.length > 3)
    return both(
      testWords(words.slice(0, and), state, place),
      testWords(words.slice(and + 1), state, place),
    );
  const [first = '', second = '', third] = words;
  if (words.length > 1 && words.length !== 3 && first === '!')
    return not(testWords(words.slice(1), state, place));
  if (first === '(' && words.at(-1) === ')') return testWords(words.slice(1, -1), state, place);
  if (words.length === 3) {
    if (first === '!') return not(testWords(words.slice(1), state, place));
    return compare(first, second, third ?? '', state, place);
  }
  if (words.length === 2) return unary(first, second, state);
  return words.length === 1 ? isFilled(first) : words.length === 0 ? false : undefined;
}

/** The answer of `[[ … ]]`. */
export function testExpression(node: TestExpression, state: State): Answer {
  switch (node.type) {
    case 'TestGroup':
      return testExpression(node.expression, state);
    case 'TestNot':
      return node.negations.length % 2 === 1
        ? not(testExpression(node.operand, state))
        : testExpression(node.operand, state);
    case 'TestLogical':
      return node.operands
        .map((one) => testExpression(one, state))
        .reduce((left, right) =>
          node.operator === '&&' ? both(left, right) : either(left, right),
        );
    case 'TestUnary':
      return unary(node.operator, textOf(node.operand, state), state);
    case 'TestBinary':
      return compare(
        textOf(node.left, state),
        node.operator,
        textOf(node.right, state),
        state,
        state.place(node),
        true,
      );
  }
}

function isFilled(text: string): Answer {
  if (!isUnknown(text)) return text !== '';
  return /[^\s\uE000-\uF8FF]/.test(text) ? true : undefined;
}

function unary(operator: string, operand: string, state: State): Answer {
  if (operator === '-n') return isFilled(operand);
  if (operator === '-z') return not(isFilled(operand));
  if (operator === '!') return not(isFilled(operand));
  if (/^-[edfrwxs]$/.test(operator) && state.found.written.has(operand)) return true;
  // A setting that is there on every host.
  if (/^-[efdrw]$/.test(operator) && operand.startsWith('/proc/sys/net/ipv4')) return true;
  return undefined;
}

function compare(
  left: string,
  operator: string,
  right: string,
  state: State,
  place: Place,
  isPattern = false,
): Answer {
  if (operator === '=~') {
    state.check(left);
    return undefined;
  }
  if (operator === '=' || operator === '==' || operator === '!=') {
    state.compare(left, right, place);
    state.compare(right, left, place);
    const wanted = operator !== '!=';
    if (left === right && !/^\uE000?$/.test(left)) return wanted;
    if (isUnknown(left) || isUnknown(right)) return undefined;
    return (isPattern ? matchesGlob(left, right) : left === right) === wanted;
  }
  const [one, two] = [Number(left), Number(right)];
  if (left === '' || right === '' || Number.isNaN(one) || Number.isNaN(two)) return undefined;
  switch (operator) {
    case '-eq':
      return one === two;
    case '-ne':
      return one !== two;
    case '-lt':
      return one < two;
    case '-le':
      return one <= two;
    case '-gt':
      return one > two;
    case '-ge':
      return one >= two;
    default:
      return undefined;
  }
}
