import { Refusal } from './refusal.ts';

/** Turns a value into text that is inert where it lands; throws a Refusal for a value that cannot be made so. */
export type Escape = (value: string) => string;

/** What a scanner says of an interpolation: how to escape it, and the state behind it. */
export interface Verdict<State> {
  readonly escape: Escape;
  readonly state: State;
}

/**
 * Follows the text around the interpolations of a template, as the language's own parser would read it. States are
 * values: no function changes the one that it is given.
 */
export interface Scanner<State> {
  /** Outside of everything, at the start of a line: where a template and every partial begin and end. */
  readonly neutral: State;
  /** The state behind the text; throws a Refusal, with the offset, for text that cannot be followed with certainty. */
  advance(state: State, text: string): State;
  /**
   * The escape for an interpolation that stands here; throws a Refusal where there is none.
   *
   * @param after the fixed text that follows directly, undefined where it is not known (a block or another
   *   interpolation follows)
   */
  interpolate(state: State, after: string | undefined): Verdict<State>;
  /** The state behind the end of a file, which ends a line; throws as `advance` does. */
  finish(state: State): State;
  /** The state where two ways through a template meet, undefined if they end in different places. */
  join(one: State, other: State): State | undefined;
  /** Where the state stands, in words that complete "it ends …". */
  describe(state: State): string;
}

/**
 * Reads a text character by character into a copy of the state.
 *
 * @throws Refusal as `read` does, with the offset of the character.
 */
export function readText<State>(
  state: State,
  text: string,
  read: (state: State, char: string) => void,
): State {
  const next = structuredClone(state);
  let offset = 0;
  try {
    for (const char of text) {
      read(next, char);
      offset += char.length;
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.problem, error.remedy, offset);
  }
  return next;
}

/**
 * Whether the output line may end right behind an interpolation, as far as the fixed text tells. Blanks and a
 * backslash count as the end: what comes after them is for the reader of the file to interpret, and they differ.
 */
export function lineMayEnd(after: string | undefined): boolean {
  return after === undefined || /^[ \t]*(?:\\|\n|$)/.test(after);
}
