/** What was tried, how much of it held, and what did not, with what it takes to see it again. */
export interface Outcome {
  readonly runs: number;
  readonly held: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** The seed of the whole, and the number of the run in it. */
  readonly seed: number;
  readonly run: number;
  /** What was put in, made as small as it could be. */
  readonly input: string;
  readonly why: string;
}

/** How much is tried, and from which seed on. */
export interface Amount {
  readonly seed: number;
  readonly runs: number;
}

/** Outcomes as one. */
export function together(outcomes: readonly Outcome[]): Outcome {
  return {
    runs: outcomes.reduce((sum, { runs }) => sum + runs, 0),
    held: outcomes.reduce((sum, { held }) => sum + held, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

/** The outcome of runs of which these have failed. */
export function outcomeOf(runs: number, failures: readonly Failure[]): Outcome {
  const failed = new Set(failures.map(({ run }) => run)).size;
  return { runs, held: runs - failed, failures };
}

/**
 * A text that still fails, with pieces cut out as long as it does.
 *
 * @param why tells why a text fails; undefined if it does not
 */
export async function shrunk(
  text: string,
  why: (text: string) => string | undefined | Promise<string | undefined>,
  patience = 300,
): Promise<string> {
  let best = text;
  let left = patience;
  for (let size = Math.ceil(best.length / 2); size >= 1 && left > 0;) {
    let isCut = false;
    for (let at = 0; at < best.length && left > 0;) {
      const candidate = best.slice(0, at) + best.slice(at + size);
      left -= 1;
      if (candidate !== best && (await why(candidate)) !== undefined) {
        best = candidate;
        isCut = true;
      } else at += size;
    }
    if (!isCut || size > best.length) {
      if (size === 1) break;
      size = Math.ceil(Math.min(size, best.length) / 2);
    }
  }
  return best;
}
