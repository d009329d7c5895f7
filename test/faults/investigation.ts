import {
  inWords,
  isBeside,
  observationOf,
  type Experiment,
  type Observation,
} from './experiment.ts';
import type { Fault } from './faults.ts';
import { judge } from './judge.ts';
import type { Lab } from './lab.ts';
import { problemsOf, referenceExperiments, referencesFrom, type Reference } from './references.ts';
import type { Subject } from './subjects.ts';

/** An experiment that broke the contract, and how. */
export interface Failure {
  readonly experiment: Experiment;
  /** The step at which the fault was, in words. */
  readonly at: string;
  readonly problems: readonly string[];
}

export interface Findings {
  readonly subject: string;
  /** How what happens without a fault differs from the tables. */
  readonly differences: readonly string[];
  /** How many experiments there were by their fault, and how many of them held. */
  readonly counts: ReadonlyMap<Fault, { ran: number; held: number }>;
  readonly failures: readonly Failure[];
  /** How many of the experiments were done in an earlier run. */
  readonly earlier: number;
}

/** Called with each experiment that has come to its end, and how many there are to be. */
export type Tick = (done: number, all: number) => void;

/** What was found of experiments in an earlier run. */
export interface Journal {
  read(experiment: Experiment): Failure | 'held' | undefined;
  write(experiment: Experiment, verdict: Failure | 'held'): void;
}

/**
 * Tries the actions of a subject in some states, first without and then with faults.
 *
 * @param choose - The experiments to do, from what was seen without faults.
 * @param options - A journal, to go on where it ends; untilFirst, for whoever wants to know only whether anything fails.
 * @throws Error - A host could not be made, or a state not be brought about.
 */
export async function investigate(
  subject: Subject,
  states: readonly string[],
  choose: (seen: readonly Observation[]) => Experiment[],
  lab: Lab,
  tick: Tick,
  { journal, untilFirst = false }: { journal?: Journal; untilFirst?: boolean } = {},
): Promise<Findings> {
  const seen: Observation[] = [];
  const asked = referenceExperiments(subject, states);
  for await (const observation of observe(asked, lab)) {
    seen.push(observation);
    tick(seen.length, asked.length);
  }
  const references = referencesFrom(subject, seen);
  const differences = states.flatMap((state) => problemsOf(known(references, state), subject));

  if (untilFirst && differences.length > 0)
    return { subject: subject.name, differences, counts: new Map(), failures: [], earlier: 0 };

  const chosen = choose(seen.filter(({ experiment }) => states.includes(experiment.state)));
  const counts = new Map<Fault, { ran: number; held: number }>();
  const failures: Failure[] = [];
  const besides = new Set(
    seen.flatMap(({ steps }) => steps.filter(isBeside).map(({ name }) => name)),
  );
  let done = 0;
  let all = chosen.length;
  const note = (experiment: Experiment, verdict: Failure | 'held'): void => {
    const fault = experiment.injection?.fault as Fault;
    const count = counts.get(fault) ?? { ran: 0, held: 0 };
    count.ran++;
    if (verdict === 'held') count.held++;
    else failures.push(verdict);
    counts.set(fault, count);
    tick(++done, all);
  };

  const rest = chosen.filter((experiment) => {
    const verdict = journal?.read(experiment);
    if (verdict !== undefined) note(experiment, verdict);
    return verdict === undefined;
  });
  for await (const observation of observe(rest, lab)) {
    const { experiment, at } = observation;
    if (at === undefined && besides.has(experiment.injection?.step ?? '')) {
      tick(done, --all);
      continue;
    }
    const problems =
      at === undefined
        ? ['it did not come to this step']
        : judge(observation, known(references, experiment.state), subject);
    const words = at === undefined ? '' : `${at.kind} ${at.words}`;
    const verdict = problems.length === 0 ? 'held' : { experiment, at: words, problems };
    journal?.write(experiment, verdict);
    note(experiment, verdict);
    if (untilFirst && failures.length > 0) break;
  }
  const earlier = chosen.length - rest.length;
  return { subject: subject.name, differences, counts, failures, earlier };
}

async function* observe(experiments: readonly Experiment[], lab: Lab): AsyncGenerator<Observation> {
  for await (const notes of lab.notesOn(experiments.map(inWords))) {
    const experiment = experiments[notes.number];
    if (experiment === undefined) throw new Error('An experiment that nobody asked for');
    yield observationOf(experiment, notes);
  }
}

function known(references: ReadonlyMap<string, Reference>, state: string): Reference {
  const reference = references.get(state);
  if (reference === undefined) throw new Error(`Nothing is known of the state ${state}`);
  return reference;
}
