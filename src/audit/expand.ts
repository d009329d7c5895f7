// What the words of a script become when the shell puts variables into them.
import type { Words } from './effect.ts';
import type * as shell from 'unbash';
import { braces, isUnknown, removed } from './words.ts';
import type { State } from './state.ts';

/** The word as one text, as in an assignment or between double quotes. */
export function expand(word: shell.Word, state: State): string {
  return word.parts === undefined ? word.value : expandParts(word.parts, state);
}

/** The text of parts, such as those of a here-document. */
export function expandParts(parts: readonly shell.WordPart[], state: State): string {
  return parts.map((part) => expandPart(part, state)).join('');
}

/** The words that a word becomes: none, one or several. */
export function fieldsOf(word: shell.Word, state: State): Words {
  return word.parts === undefined ? [word.value] : split(word.parts, state);
}

function split(parts: readonly shell.WordPart[], state: State): Words {
  const at = parts.findIndex((part) => part.type === 'BraceExpansion');
  const brace = parts[at];
  if (brace !== undefined)
    return braces(brace.text, state).flatMap((value) =>
      split(parts.with(at, { ...brace, type: 'Literal', value }), state),
    );
  // A word that is not begun is none; one that is begun may be empty.
  const words: (string | undefined)[] = [undefined];
  for (const part of parts) {
    const isSplit = part.type.endsWith('Expansion');
    const pieces =
      listOf(part, state) ?? expandPart(part, state).split(isSplit ? /[ \t\n]+/ : /(?!)/);
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) words.push(undefined);
      if (piece !== '' || !isSplit) words.push((words.pop() ?? '') + piece);
    }
  }
  return words.filter((word) => word !== undefined);
}

/** The values of `"$@"` and `"${name[@]}"`, and of the same without quotes. */
function listOf(part: shell.WordPart, state: State): Words | undefined {
  const [inner, ...others] = part.type === 'DoubleQuoted' ? part.parts : [part];
  if (!inner.type.endsWith('Expansion') || others.length > 0) return undefined;
  const [, all, name = all] = /^\$\{?(?:(@)|(\w+)\[[@*]\])\}?$/.exec(inner.text) ?? [];
  return name === undefined ? undefined : (state.values(name) ?? []);
}

function expandPart(part: shell.WordPart, state: State): string {
  const text = textOf(part, state);
  state.spend(text.length);
  return text;
}

function textOf(part: shell.WordPart, state: State): string {
  if ('value' in part) return part.value;
  if (part.type === 'DoubleQuoted' || part.type === 'LocaleString')
    return expandParts(part.parts, state);
  if (part.type === 'SimpleExpansion') {
    const name = part.text.slice(1);
    return valueOf(name, state) ?? state.missing(name, part.pos);
  }
  if (part.type === 'ParameterExpansion') return parameter(part, state);
  if (part.type === 'CommandExpansion') return state.output(part.script);
  if (part.type !== 'ArithmeticExpansion') return part.text;
  const value = evaluate(part.expression, state);
  return value === undefined ? state.unknown(part.text, 'it is computed') : String(value);
}

function valueOf(name: string, state: State): string | undefined {
  const values = state.values(name);
  return name === '@' || name === '*' ? values?.join(' ') : values?.[0];
}

function parameter(part: shell.ParameterExpansionPart, state: State): string {
  const { parameter: name, index, prefix, operation } = part;
  const at = index && expand(index, state);
  const isAll = at === '@' || at === '*';
  const values = state.values(name);
  const direct = isAll ? values?.join(' ') : index ? values?.[Number(at)] : valueOf(name, state);
  if (prefix === '#') return String(isAll ? (values ?? []).length : (direct ?? '').length);
  const value = prefix === '!' && direct !== undefined ? valueOf(direct, state) : direct;
  if (operation?.type === 'Default') {
    const { operator, operand } = operation;
    const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
    if (operator.endsWith('+')) return isSet ? expand(operand, state) : '';
    // An argument that may be left away is.
    const isLeft = state.given.asks !== true && /^\d$/.test(name) && isUnknown(value ?? '');
    if (isSet && !isLeft) return value;
    // Whoever demands a variable has it from outside.
    const other = operator.endsWith('?')
      ? state.unknown(`$${name}`, 'it comes from the environment')
      : expand(operand, state);
    if (!operator.endsWith('-')) state.assign(name, other);
    return other;
  }
  if (value === undefined) return state.missing(name, part.pos);
  if (operation === undefined || isUnknown(value)) return value;
  return operation.type === 'Remove'
    ? removed(value, operation.operator, expand(operation.operand, state))
    : state.unknown(part.text, 'this expansion is not followed');
}

/** Gives a variable its value. */
export function assign({ name, value, append, index }: shell.Assignment, state: State): void {
  const before = state.variables.get(name) ?? [];
  if (value.type === 'ArrayValue') {
    const values = value.elements.flatMap((word) => fieldsOf(word, state));
    state.assign(name, ...(append ? before : []), ...values);
    return;
  }
  const number = Number(index ? expand(index, state) : 0);
  const at = Number.isInteger(number) ? number : before.length;
  const text = (append ? (before[at] ?? '') : '') + expand(value, state);
  state.assign(name, ...before.slice(0, at), text, ...before.slice(at + 1));
}

/** The value of an expression of the shell, or undefined where it cannot be known. */
export function evaluate(
  node: shell.ArithmeticExpression | undefined,
  state: State,
): number | undefined {
  if (node?.type === 'ArithmeticGroup') return evaluate(node.expression, state);
  if (node?.type === 'ArithmeticWord') {
    const text = node.parts ? expandParts(node.parts, state) : node.value;
    const value = /^[A-Za-z_]\w*$/.test(text) ? (state.values(text)?.[0] ?? '') : text;
    return /^-?\d*$/.test(value) ? Number(value) : undefined;
  }
  const store = (target: shell.ArithmeticExpression, value?: number): number | undefined => {
    const name = target.type === 'ArithmeticWord' ? target.value : '';
    state.assign(name, value?.toString() ?? state.unknown(`$${name}`, 'it is computed'));
    return value;
  };
  if (node?.type === 'ArithmeticUnary') {
    const value = evaluate(node.operand, state);
    const changed = store(node.operand, calculate(value, node.operator.slice(1), 1));
    return node.prefix ? changed : value;
  }
  if (node?.type !== 'ArithmeticBinary') return undefined;
  const right = evaluate(node.right, state);
  if (node.operator === '=') return store(node.left, right);
  const left = evaluate(node.left, state);
  const [, operator] = /^([-+*])=$/.exec(node.operator) ?? [];
  return operator === undefined
    ? calculate(left, node.operator, right)
    : store(node.left, calculate(left, operator, right));
}

/** The signs of a difference for which a comparison holds. */
const signs: Readonly<Record<string, readonly number[]>> = {
  ...{ '-eq': [0], '-ne': [-1, 1], '-lt': [-1], '-le': [-1, 0], '-gt': [1], '-ge': [0, 1] },
  ...{ '==': [0], '!=': [-1, 1], '<': [-1], '<=': [-1, 0], '>': [1], '>=': [0, 1] },
};

/** What an operator of arithmetic, or of test, makes of two numbers. */
export function calculate(left = NaN, operator: string, right = NaN): number | undefined {
  if (Number.isNaN(left + right)) return undefined;
  if (operator === '+' || operator === '-') return operator === '+' ? left + right : left - right;
  if (operator === '*') return left * right;
  const holds = signs[operator]?.includes(Math.sign(left - right));
  return holds === undefined ? undefined : Number(holds);
}
