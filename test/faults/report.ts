import { describeExperiment } from './experiment.ts';
import type { Findings } from './investigation.ts';
import { duration } from './progress.ts';
import type { Outcome } from '../fuzz/index.ts';
import type { RaceFindings } from './races.ts';
import { type Count, sumOf, Tally, type TallyFigures } from './tally.ts';

export interface Figures {
  readonly seconds: number;
  /** Of the scripts that any kernel can run. */
  readonly scripts: TallyFigures;
  /** Of those that want IPVS or IPIP. */
  readonly withIpvs: TallyFigures;
  readonly schedules: Count;
  readonly mutants: Count;
  /** What was tried of the generator, by what it shows. */
  readonly generator: Readonly<Record<string, Count>>;
}

/** Tells what was found, as it comes, and adds it up. */
export class Report {
  readonly #say: (line: string) => void;
  readonly #begun = performance.now();
  readonly #scripts = new Tally();
  readonly #withIpvs = new Tally();
  readonly #races: Count = { ran: 0, held: 0 };
  readonly #mutants: Count = { ran: 0, held: 0 };
  readonly #generator: Record<string, Count> = {};

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  add(findings: Findings): void {
    this.#tell(findings, this.#scripts.add(findings), '');
  }

  addWithIpvs(findings: Findings): void {
    this.#tell(findings, this.#withIpvs.add(findings), ' with IPVS and IPIP');
  }

  #tell({ subject, differences, failures }: Findings, { ran, held }: Count, where: string): void {
    this.#say(`${subject}${where}: ${held} of ${ran} held`);
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
    const { scripts, withIpvs, schedules, mutants, generator } = this.figures();
    const counts = [
      ...[scripts, withIpvs].map(({ combinations }) => combinations),
      ...[schedules, mutants, ...Object.values(generator)],
    ];
    return (
      counts.some(({ ran }) => ran > 0) &&
      counts.every(({ ran, held }) => ran === held) &&
      scripts.differences + withIpvs.differences === 0
    );
  }

  end(): void {
    const { seconds, scripts, withIpvs, schedules, mutants, generator } = this.figures();
    const { ran, held } = sumOf([scripts.combinations, withIpvs.combinations]);
    const attempts = sumOf(Object.values(generator));
    this.#say('');
    this.#say(`${held} of ${ran} combinations of action, state, step and fault held`);
    this.#say(
      `${scripts.differences + withIpvs.differences} differences from the tables where nothing went wrong`,
    );
    this.#say(`${schedules.held} of ${schedules.ran} schedules of two runs at once held`);
    this.#say(`${mutants.held} of ${mutants.ran} mutants were found`);
    if (attempts.ran > 0)
      this.#say(`${attempts.held} of ${attempts.ran} attempts at the generator held`);
    this.#say(`in ${duration(seconds)}`);
  }

  /** All figures, for programs. */
  figures(): Figures {
    return {
      seconds: Math.round((performance.now() - this.#begun) / 1000),
      scripts: this.#scripts.figures(),
      withIpvs: this.#withIpvs.figures(),
      schedules: this.#races,
      mutants: this.#mutants,
      generator: this.#generator,
    };
  }
}
