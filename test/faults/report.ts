import { describeExperiment } from './experiment.ts';
import { faults, type Fault } from './faults.ts';
import type { Findings } from './investigation.ts';
import { duration } from './progress.ts';
import type { Outcome } from '../fuzz/index.ts';
import type { RaceFindings } from './races.ts';

interface Count {
  ran: number;
  held: number;
}

export interface Figures {
  readonly seconds: number;
  readonly combinations: Count;
  /** How many of the combinations ran earlier than these seconds. */
  readonly earlier: number;
  readonly differences: number;
  readonly subjects: Readonly<Record<string, Count>>;
  readonly faults: Readonly<Record<string, Count>>;
  readonly schedules: Count;
  readonly mutants: Count;
  /** What was tried of the generator, by what it shows. */
  readonly generator: Readonly<Record<string, Count>>;
}

/** Tells what was found, as it comes, and adds it up. */
export class Report {
  readonly #say: (line: string) => void;
  readonly #begun = performance.now();
  readonly #subjects: Record<string, Count> = {};
  readonly #faults = new Map<Fault, Count>();
  readonly #races: Count = { ran: 0, held: 0 };
  readonly #mutants: Count = { ran: 0, held: 0 };
  readonly #generator: Record<string, Count> = {};
  #differences = 0;
  #earlier = 0;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  add({ subject, counts, differences, failures, earlier }: Findings): void {
    const all: Count = { ran: 0, held: 0 };
    for (const [fault, { ran, held }] of counts) {
      const sum = this.#faults.get(fault) ?? { ran: 0, held: 0 };
      this.#faults.set(fault, { ran: sum.ran + ran, held: sum.held + held });
      all.ran += ran;
      all.held += held;
    }
    this.#subjects[subject] = all;
    this.#differences += differences.length;
    this.#earlier += earlier;
    this.#say(`${subject}: ${all.held} of ${all.ran} held`);
    for (const difference of differences) this.#say(`  without a fault: ${difference}`);
    for (const { experiment, at, problems } of failures) {
      this.#say(`  ${describeExperiment(experiment)}`);
      this.#say(`    at: ${at.slice(0, 100)}`);
      for (const one of problems) this.#say(`    ${one}`);
    }
  }

  addRaces({ subject, ran, failures }: RaceFindings): void {
    this.#races.ran += ran;
    this.#races.held += ran - failures.length;
    this.#say(`${subject}, two at once: ${ran - failures.length} of ${ran} held`);
    for (const failure of failures) this.#say(`  ${failure}`);
  }

  /** @param found - What shows the mistake, if anything does. */
  addMutant(name: string, found: string | undefined): void {
    this.#mutants.ran++;
    if (found !== undefined) this.#mutants.held++;
    this.#say(
      `mutant: ${name}: ${found === undefined ? 'NOT FOUND' : `found (${found.slice(0, 80)})`}`,
    );
  }

  addGenerator(what: string, { runs, held, failures }: Outcome): void {
    this.#generator[what] = { ran: runs, held };
    this.#say(`generator, ${what}: ${held} of ${runs} held`);
    for (const { seed, run, input, why } of failures)
      this.#say(`  ${why}\n    seed ${seed}, run ${run}: ${input.slice(0, 1000)}`);
  }

  /** Names the mistakes that cannot be found. */
  addEquivalent(all: readonly { readonly name: string; readonly why: string }[]): void {
    for (const { name, why } of all) this.#say(`mutant: ${name}: not to be found: ${why}`);
  }

  /** Whether something was tried and everything was as it should be. */
  allHeld(): boolean {
    const generator = sumOf(this.#generator);
    const counts = [sumOf(this.#subjects), this.#races, this.#mutants, generator];
    return (
      counts.some(({ ran }) => ran > 0) &&
      counts.every(({ ran, held }) => ran === held) &&
      this.#differences === 0
    );
  }

  end(): void {
    const { ran, held } = sumOf(this.#subjects);
    const seconds = (performance.now() - this.#begun) / 1000;
    this.#say('');
    this.#say(`${held} of ${ran} combinations of action, state, step and fault held`);
    this.#say(`${this.#differences} differences from the tables where nothing went wrong`);
    this.#say(`${this.#races.held} of ${this.#races.ran} schedules of two runs at once held`);
    this.#say(`${this.#mutants.held} of ${this.#mutants.ran} mutants were found`);
    const generator = sumOf(this.#generator);
    if (generator.ran > 0)
      this.#say(`${generator.held} of ${generator.ran} attempts at the generator held`);
    this.#say(`in ${duration(seconds)}`);
  }

  /** All figures, for programs. */
  figures(): Figures {
    return {
      seconds: Math.round((performance.now() - this.#begun) / 1000),
      combinations: sumOf(this.#subjects),
      earlier: this.#earlier,
      differences: this.#differences,
      subjects: this.#subjects,
      faults: Object.fromEntries(
        (Object.keys(faults) as Fault[]).map((fault) => [
          fault,
          this.#faults.get(fault) ?? { ran: 0, held: 0 },
        ]),
      ),
      schedules: this.#races,
      mutants: this.#mutants,
      generator: this.#generator,
    };
  }
}

const sumOf = (counts: Readonly<Record<string, Count>>): Count => ({
  ran: Object.values(counts).reduce((sum, { ran }) => sum + ran, 0),
  held: Object.values(counts).reduce((sum, { held }) => sum + held, 0),
});
