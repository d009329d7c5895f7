import type { Diagnostic, Position } from '../base/diagnostic.ts';
import { type KeyPath, keyText, type Problem } from '../model/problem.ts';

/**
 * Finds the place of a key or of what stands under it. A path that leads nowhere, such as that of a missing key, is
 * found at the last key that is there.
 */
export type Locate = (
  path: KeyPath,
  at: 'key' | 'value',
) => { readonly position: Position; readonly frame: string };

/** Where a config comes from, as far as a message can say it. */
export interface Origin {
  /** As the user would name it. */
  readonly file?: string;
  /** Absent where there are no places, as in TypeScript. */
  readonly locate?: Locate;
}

/** What a text says, before anything is known about its meaning. */
export interface Readout extends Pick<Origin, 'locate'> {
  readonly config: unknown;
}

/**
 * A problem as it is told to the user, with its place in the file.
 *
 * @param other where the config comes from in which stands what it collides with, if that is another one
 */
export function toDiagnostic(problem: Problem, origin: Origin, other = origin): Diagnostic {
  const { file, locate } = origin;
  const { severity, message, hint, path, onKey = false, first } = problem;
  // What stands in defaults collides with itself.
  const isSame = file === other.file && keyText(first ?? []) === keyText(path);
  return {
    severity,
    message: first === undefined || isSame ? message : message + firstPlace(first, origin, other),
    hint,
    ...(file === undefined ? {} : { file }),
    ...(path.length === 0 ? {} : { key: keyText(path) }),
    ...locate?.(path, onKey ? 'key' : 'value'),
  };
}

function firstPlace(first: KeyPath, origin: Origin, { file, locate }: Origin): string {
  const position = locate?.(first, 'value').position;
  const line = position ? `, in line ${position.line}` : '';
  const other = file === origin.file ? '' : `${line === '' ? ', in' : ' of'} ${file ?? ''}`;
  return ` (the first is ${keyText(first)}${line}${other})`;
}

/** Diagnostics in the order of a reader: by line and column; those without a place keep their order, at the front. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(
    ({ position: left }, { position: right }) =>
      (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0),
  );
}
