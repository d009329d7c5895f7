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

/**
 * A problem as it is told to the user, with its place in the file.
 *
 * @param first where the config comes from in which stands what it collides with, if that is another one
 */
export function toDiagnostic(problem: Problem, origin: Origin, first = origin): Diagnostic {
  const { file, locate } = origin;
  const { severity, hint, path, at } = problem;
  const place = locate?.(path, at);
  return {
    severity,
    message: problem.message + firstPlace(problem, origin, first),
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

function firstPlace(problem: Problem, origin: Origin, { file, locate }: Origin): string {
  if (problem.first === undefined) return '';
  // What stands in defaults collides with itself.
  if (file === origin.file && keyText(problem.first) === keyText(problem.path)) return '';
  const position = locate?.(problem.first, 'value')?.position;
  const line = position ? `, in line ${position.line}` : '';
  const other = file === origin.file ? '' : `${line === '' ? ', in' : ' of'} ${file ?? ''}`;
  return ` (the first is ${keyText(problem.first)}${line}${other})`;
}
