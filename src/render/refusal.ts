import { LvsgenError } from '../diagnostic.ts';

/** Where something stands in a template, counted from one. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * What a scanner or an escape throws when no output would be safe. It does not know its template: whoever calls
 * catches it and names the place, see {@link refusedAt}.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** What was wrong, and why. */
    readonly problem: string,
    /** What to do instead. */
    readonly remedy: string,
    /** How many characters into the text that was read. */
    readonly offset = 0,
  ) {
    super(problem);
  }
}

/** The error for the user: what was refused, why, where in which template, and what to do instead. */
export function refusedAt(place: Place, problem: string, remedy: string): LvsgenError {
  const { file, line, column } = place;
  return new LvsgenError([
    { severity: 'error', message: problem, hint: remedy, file, position: { line, column } },
  ]);
}

/**
 * Runs `action` and gives a {@link Refusal} that it throws its place.
 *
 * @throws LvsgenError instead of a Refusal; anything else as it is.
 */
export function locating<T>(place: (offset: number) => Place, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw located(error, place);
  }
}

/** A {@link Refusal} with its place, as an LvsgenError; anything else as it is. */
export function located(error: unknown, place: (offset: number) => Place): unknown {
  if (!(error instanceof Refusal)) return error;
  return refusedAt(place(error.offset), error.problem, error.remedy);
}
