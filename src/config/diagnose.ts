import type { Diagnostic } from '../diagnostic.ts';
import type { Problem } from '../model/problem.ts';
import { keyText } from './key-text.ts';
import type { Locate } from './locate.ts';

/** Where a config comes from, as far as a message can say it. */
export interface Origin {
  /** As the user would name it. */
  readonly file?: string;
  readonly locate?: Locate;
}

/** A problem as it is told to the user, with its place in the file. */
export function toDiagnostic(problem: Problem, { file, locate }: Origin): Diagnostic {
  const { severity, hint, path, at } = problem;
  const place = locate?.(path, at);
  return {
    severity,
    message: problem.message + firstPlace(problem, locate),
    ...(hint === undefined ? {} : { hint }),
    ...(file === undefined ? {} : { file }),
    ...(path.length === 0 ? {} : { key: keyText(path) }),
    ...place,
  };
}

/** Diagnostics in the order of a reader: by line and column; those without a place keep their order, at the front. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const rank = ({ position }: Diagnostic): [number, number] =>
    position ? [position.line, position.column] : [0, 0];
  return diagnostics.toSorted((left, right) => {
    const [line, column] = rank(left);
    const [otherLine, otherColumn] = rank(right);
    return line - otherLine || column - otherColumn;
  });
}

function firstPlace({ first }: Problem, locate: Locate | undefined): string {
  if (first === undefined) return '';
  const place = locate?.(first, 'value');
  const line = place ? `, in line ${place.position.line}` : '';
  return ` (the first is ${keyText(first)}${line})`;
}
