import { describeExperiment } from './experiment.ts';
import type { Findings } from './investigation.ts';
import { duration } from './progress.ts';
import type { Outcome } from '../fuzz/index.ts';
import type { RaceFindings } from './races.ts';
import type { Kind, Subject } from './subjects.ts';
import { type Count, sumOf, Tally, type TallyFigures } from './tally.ts';

export interface ScriptFigures extends TallyFigures {
  /** Of two runs at once. */
  readonly schedules: Count;
}

export interface Figures {
  readonly seconds: number;
  /** Of the scripts of real servers. */
  readonly realServers: ScriptFigures;
  /** Of directors, with something that stands in for IPVS. */
  readonly directors: ScriptFigures;
  /** Of what wants IPVS or IPIP, with it. */
  readonly withIpvs: TallyFigures;
  readonly mutants: Count;
  /** What was tried of the generator, by what it shows. */
  readonly generator: Readonly<Record<string, Count>>;
}

/** Tells what was found, as it comes, and adds it up. */
export class Report {
  readonly #say: (line: string) => void;
  readonly #begun = performance.now();
  readonly #realServers = { tally: new Tally(), schedules: { ran: 0, held: 0 } };
  readonly #directors = { tally: new Tally(), schedules: { ran: 0, held: 0 } };
  readonly #withIpvs = new Tally();
  readonly #mutants: Count = { ran: 0, held: 0 };
  readonly #generator: Record<string, Count> = {};

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  add({ kind }: Subject, findings: Findings): void {
    this.#tell(findings, this.#of(kind).tally.add(findings), '');
  }

  #of(kind: Kind): { readonly tally: Tally; readonly schedules: Count } {
    return kind === 'director' ? this.#directors : this.#realServers;
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

  addRaces({ kind }: Subject, { subject, ran, failures }: RaceFindings): void {
    const { schedules } = this.#of(kind);
    schedules.ran += ran;
    schedules.held += ran - failures.length;
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
    const { realServers, directors, withIpvs, mutants, generator } = this.figures();
    const tallies = [realServers, directors, withIpvs];
    const counts = [
      ...tallies.map(({ combinations }) => combinations),
      ...[realServers.schedules, directors.schedules, mutants, ...Object.values(generator)],
    ];
    return (
      counts.some(({ ran }) => ran > 0) &&
      counts.every(({ ran, held }) => ran === held) &&
      tallies.every(({ differences }) => differences === 0)
    );
  }

  end(): void {
    const { seconds, realServers, directors, withIpvs, mutants, generator } = this.figures();
    const tallies = [realServers, directors, withIpvs];
    const { ran, held } = sumOf(tallies.map(({ combinations }) => combinations));
    const schedules = sumOf([realServers.schedules, directors.schedules]);
    const differences = tallies.reduce((sum, one) => sum + one.differences, 0);
    const attempts = sumOf(Object.values(generator));
    this.#say('');
    this.#say(`${held} of ${ran} combinations of action, state, step and fault held`);
    this.#say(`${differences} differences from the tables where nothing went wrong`);
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
      realServers: figuresOf(this.#realServers),
      directors: figuresOf(this.#directors),
      withIpvs: this.#withIpvs.figures(),
      mutants: this.#mutants,
      generator: this.#generator,
    };
  }
}

const figuresOf = ({ tally, schedules }: { tally: Tally; schedules: Count }): ScriptFigures => ({
  ...tally.figures(),
  schedules,
});
