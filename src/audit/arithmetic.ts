import type { ArithmeticExpression, WordPart } from 'unbash';

interface Variables {
  values(name: string): readonly string[] | undefined;
  assign(name: string, value: string): void;
  /** What is in a word with expansions. */
  text(parts: readonly WordPart[]): string;
}

/** The value of an expression of the shell, or undefined where it cannot be known. */
export function evaluate(node: ArithmeticExpression, scope: Variables): number | undefined {
  const store = (target: ArithmeticExpression, value: number | undefined): number | undefined => {
    if (target.type === 'ArithmeticWord' && value !== undefined)
      scope.assign(target.value, String(value));
    return value;
  };
  switch (node.type) {
    case 'ArithmeticGroup':
      return evaluate(node.expression, scope);
    case 'ArithmeticWord':
      return valueOf(node.parts ? scope.text(node.parts) : node.value, scope);
    case 'ArithmeticUnary': {
      const value = evaluate(node.operand, scope);
      if (value === undefined) return undefined;
      if (node.operator === '-' || node.operator === '!')
        return node.operator === '-' ? -value : Number(value === 0);
      if (!/^(\+\+|--)$/.test(node.operator)) return undefined;
      const changed = store(node.operand, value + (node.operator === '++' ? 1 : -1));
      return node.prefix ? changed : value;
    }
    case 'ArithmeticBinary': {
      const right = evaluate(node.right, scope);
      if (right === undefined || node.operator === '=') return store(node.left, right);
      const left = evaluate(node.left, scope);
      if (left === undefined) return undefined;
      const [, operator] = /^([-+*/%])=$/.exec(node.operator) ?? [];
      const value = operators[operator ?? node.operator]?.(left, right);
      return operator === undefined ? value : store(node.left, value);
    }
    case 'ArithmeticTernary':
    case 'ArithmeticCommandExpansion':
      return undefined;
  }
}

function valueOf(text: string, scope: Variables): number | undefined {
  const isName = /^[A-Za-z_]\w*$/.test(text);
  const value = isName ? (scope.values(text)?.[0] ?? '') : text;
  return /^-?\d*$/.test(value) ? Number(value) : undefined;
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
};
