// What test, [ and [[ say, as far as that can be known.
import type { TestExpression } from 'unbash';
import { calculate, expand } from './expand.ts';
import type { Answer } from './found.ts';
import { matchesGlob } from './glob.ts';
import type { State } from './state.ts';
import { isUnknown } from './unknowns.ts';

const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);
const both = (left: Answer, right: Answer): Answer =>
  left === false || right === false ? false : left && right;
const either = (left: Answer, right: Answer): Answer => not(both(not(left), not(right)));

/** The answer of `test` with these words; on the right of `[[` may stand a pattern. */
export function testWords(words: readonly string[], state: State, isPattern = false): Answer {
  const test = (from: number, to?: number): Answer => testWords(words.slice(from, to), state);
  const [first = '', second = '', third = ''] = words;
  const or = words.lastIndexOf('-o');
  const at = or > 0 ? or : words.lastIndexOf('-a');
  if (words.length > 3 && at > 0)
    return or > 0 ? either(test(0, at), test(at + 1)) : both(test(0, at), test(at + 1));
  if (first === '!' && words.length > 1) return not(test(1));
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

/** The answer of `[[ … ]]`. */
export function testExpression(node: TestExpression, state: State): Answer {
  const test = (one: TestExpression): Answer => testExpression(one, state);
  switch (node.type) {
    case 'TestGroup':
      return test(node.expression);
    case 'TestNot':
      return not(test(node.operand));
    case 'TestLogical':
      return node.operands.map(test).reduce(node.operator === '&&' ? both : either);
    case 'TestUnary':
      return testWords([node.operator, expand(node.operand, state)], state);
    case 'TestBinary':
      return testWords(
        [expand(node.left, state), node.operator, expand(node.right, state)],
        state,
        true,
      );
  }
}

function isFilled(text: string): Answer {
  return isUnknown(text) && !/[^\s\uE000-\uF8FF]/.test(text) ? undefined : text !== '';
}
