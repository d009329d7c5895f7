import type { ArithmeticExpression, WordPart } from 'unbash';

interface Variables {
  values(name: string): readonly string[] | undefined;
  assign(name: string, value: string): void;
  /** What is in a word with expansions. */
  text(parts: readonly WordPart[]): string;
}

/** The value of an expression of the shell, or undefined where it cannot be known. */
export function evaluate(node: ArithmeticExpression, scope: Variables): number | undefined {
  switch (node.type) {
    case 'ArithmeticGroup':
      return evaluate(node.expression, scope);
    case 'ArithmeticWord':
      return valueOf(node.parts ? scope.text(node.parts) : node.value, scope);
    case 'ArithmeticTernary': {
      const test = evaluate(node.test, scope);
      if (test === undefined) return undefined;
      return evaluate(test === 0 ? node.alternate : node.consequent, scope);
    }
    case 'ArithmeticUnary':
      return unary(node.operator, node.operand, node.prefix, scope);
    case 'ArithmeticBinary': {
      const right = evaluate(node.right, scope);
      const [, operator] = /^(\S*[^=!<>])?=$/.exec(node.operator) ?? [];
      const isAssignment = node.operator === '=' || operator !== undefined;
      const left = node.operator === '=' ? 0 : evaluate(node.left, scope);
      if (left === undefined || right === undefined) return undefined;
      if (!isAssignment) return operators[node.operator]?.(left, right);
      const value = operator === undefined ? right : operators[operator]?.(left, right);
      return store(node.left, value, scope);
    }
    case 'ArithmeticCommandExpansion':
      return undefined;
  }
}

function valueOf(text: string, scope: Variables): number | undefined {
  const name = text.replace(/^\$?\{?|\}$/g, '');
  const value =
    /^\w*[^\W\d]\w*$|^[#?]$|^\d$/.test(name) && (text !== name || /^\D/.test(name))
      ? (scope.values(name)?.[0] ?? '0')
      : text;
  const number = Number(value === '' ? '0' : value);
  return Number.isNaN(number) ? undefined : number;
}

function store(
  target: ArithmeticExpression,
  value: number | undefined,
  scope: Variables,
): number | undefined {
  if (target.type === 'ArithmeticWord' && value !== undefined)
    scope.assign(target.value, String(value));
  return value;
}

function unary(
  operator: string,
  operand: ArithmeticExpression,
  isPrefix: boolean,
  scope: Variables,
): number | undefined {
  const value = evaluate(operand, scope);
  if (value === undefined) return undefined;
  if (operator === '++' || operator === '--') {
    const changed = value + (operator === '++' ? 1 : -1);
    store(operand, changed, scope);
    return isPrefix ? changed : value;
  }
  return { '-': -value, '+': value, '!': value === 0 ? 1 : 0, '~': ~value }[operator];
}

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => Math.trunc(left / right),
  '%': (left, right) => left % right,
  '<': (left, right) => Number(left < right),
  '>': (left, right) => Number(left > right),
  '<=': (left, right) => Number(left <= right),
  '>=': (left, right) => Number(left >= right),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '&&': (left, right) => Number(left !== 0 && right !== 0),
  '||': (left, right) => Number(left !== 0 || right !== 0),
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  ',': (_, right) => right,
};
