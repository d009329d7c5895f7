import { LvsgenError } from '../base/diagnostic.ts';

/** Where something stands in a template, counted from one. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Why a value cannot stand where it would land, or a template cannot be used. Whoever knows the place adds it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** What was wrong, and why. */
    readonly problem: string,
    /** What to do instead. */
    readonly remedy: string,
  ) {
    super(problem);
  }
}

/** The error for the user: what was refused, why, where in which template, and what to do instead. */
export function refusedAt(
  { file, line, column }: Place,
  problem: string,
  remedy: string,
): LvsgenError {
  return new LvsgenError([
    { severity: 'error', message: problem, hint: remedy, file, position: { line, column } },
  ]);
}

/**
 * Runs `action` and gives a {@link Refusal} that it throws its place.
 *
 * @throws LvsgenError instead of a Refusal; anything else as it is.
 */
export function at<T>(place: Place, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refusedAt(place, error.problem, error.remedy);
  }
}
