import { faults, type Fault } from './faults.ts';
import type { Findings } from './investigation.ts';

export interface Count {
  ran: number;
  held: number;
}

/** How many experiments with faults there were, by what they were about, and what came of those without. */
export interface TallyFigures {
  readonly combinations: Count;
  /** How many of the combinations ran in earlier runs. */
  readonly earlier: number;
  /** From the tables, where nothing went wrong. */
  readonly differences: number;
  readonly subjects: Readonly<Record<string, Count>>;
  readonly faults: Readonly<Record<string, Count>>;
}

/** Adds up what was found of scripts. */
export class Tally {
  readonly #subjects: Record<string, Count> = {};
  readonly #faults = new Map<Fault, Count>();
  #differences = 0;
  #earlier = 0;

  /** @returns How many there were of this subject. */
  add({ subject, counts, differences, earlier }: Findings): Count {
    for (const [fault, count] of counts)
      this.#faults.set(fault, sumOf([this.#faults.get(fault) ?? { ran: 0, held: 0 }, count]));
    const all = sumOf(counts.values());
    this.#subjects[subject] = all;
    this.#differences += differences.length;
    this.#earlier += earlier;
    return all;
  }

  figures(): TallyFigures {
    return {
      combinations: sumOf(Object.values(this.#subjects)),
      earlier: this.#earlier,
      differences: this.#differences,
      subjects: this.#subjects,
      faults: Object.fromEntries(
        (Object.keys(faults) as Fault[]).map((fault) => [
          fault,
          this.#faults.get(fault) ?? { ran: 0, held: 0 },
        ]),
      ),
    };
  }
}

export function sumOf(counts: Iterable<Count>): Count {
  const sum = { ran: 0, held: 0 };
  for (const { ran, held } of counts) {
    sum.ran += ran;
    sum.held += held;
  }
  return sum;
}
