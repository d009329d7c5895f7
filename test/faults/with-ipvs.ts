import { cpus } from 'node:os';
import { forEachPooled } from '../../src/output/pool.ts';
import { kernelWillDo } from '../cluster/requirements.ts';
import type { Experiment, Observation } from './experiment.ts';
import { investigate, type Findings, type Journal, type Tick } from './investigation.ts';
import { labWithIpvs } from './ipvs.ts';
import { coveringExperiments, everyExperiment, spread } from './plan.ts';
import { ipvsSample } from './sample.ts';
import { ipvsSubjects, named, type Subject } from './subjects.ts';

/** What is to be tried of a script that wants IPVS or IPIP. */
interface Task {
  readonly subject: Subject;
  readonly states: readonly string[];
  readonly journal?: Journal;
}

/** Where and how much. */
interface Extent {
  /** A folder to work in. */
  readonly temporary: string;
  /** How many hosts there may be at once on this kernel; a guest has one processor. */
  readonly workers: number;
  /** Whether to try every way in guests, too: that takes a day. */
  readonly everywhere: boolean;
}

/** Tries these scripts: where this kernel has what they want, in every way; in guests, each step with each fault. */
export async function allWithIpvs(
  tasks: readonly Task[],
  { temporary, workers, everywhere }: Extent,
  tick: Tick,
): Promise<Findings[]> {
  const here = kernelWillDo();
  const choose = here || everywhere ? everyExperiment : coveringExperiments;
  const found: Findings[] = [];
  const counts = new Map<Subject, readonly [done: number, all: number]>();
  await forEachPooled(tasks, here ? 1 : cpus().length, async ({ subject, states, ...options }) => {
    const lab = labWithIpvs(subject, temporary, workers);
    const tickOne: Tick = (...count) => {
      counts.set(subject, count);
      const sum = (i: 0 | 1): number => [...counts.values()].reduce((all, one) => all + one[i], 0);
      tick(sum(0), sum(1));
    };
    found.push(await investigate(subject, states, choose, lab, tickOne, options));
  });
  return found.sort((one, other) => (one.subject < other.subject ? -1 : 1));
}

/** Tries some, in few ways. */
export async function sampleWithIpvs(temporary: string): Promise<Findings[]> {
  const found: Findings[] = [];
  for (const { name, states, count } of ipvsSample) {
    const subject = named(name, ipvsSubjects);
    const choose = (seen: readonly Observation[]): Experiment[] =>
      spread(coveringExperiments(seen), count);
    const lab = labWithIpvs(subject, temporary, 1);
    found.push(await investigate(subject, states, choose, lab, () => undefined));
  }
  return found;
}
