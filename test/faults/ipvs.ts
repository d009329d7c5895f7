import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inGuest, packed, unpacked } from '../cluster/place.ts';
import { kernelWillDo } from '../cluster/requirements.ts';
import { Console, type Notes } from './console.ts';
import {
  actions,
  inWords,
  observationOf,
  type Experiment,
  type Observation,
} from './experiment.ts';
import { faults, type Fault } from './faults.ts';
import type { Findings, Tick } from './investigation.ts';
import { judge } from './judge.ts';
import { notesOn } from './lab.ts';
import { makeRoot } from './place.ts';
import { followUps, problemsOf, referenceExperiments, referencesFrom } from './references.ts';
import type { Subject } from './subjects.ts';

/**
 * Tries a sample of what can go wrong with a script that wants IPVS or IPIP: on this kernel, or in a guest where it has
 * neither. A guest is not asked what steps there are, so a step is chosen by its number alone; those behind the last one
 * do not count.
 *
 * @param temporary - A folder to work in.
 * @param count - How many experiments with a fault to try.
 */
export async function sampleWithIpvs(
  subject: Subject,
  states: readonly string[],
  count: number,
  temporary: string,
  tick: Tick,
): Promise<Findings> {
  const plain = referenceExperiments(subject, states);
  const experiments = [...plain, ...sampleOf(subject, states, count)];
  const observations: Observation[] = [];
  for await (const notes of notesWithIpvs(subject, experiments.map(inWords), temporary)) {
    const experiment = experiments[notes.number];
    if (experiment !== undefined) observations.push(observationOf(experiment, notes));
    tick(observations.length, experiments.length);
  }
  if (observations.length < experiments.length)
    throw new Error(
      `${subject.name}: ${observations.length} of ${experiments.length} experiments came to their end`,
    );

  const seen = observations.filter(({ experiment }) => experiment.injection === undefined);
  const references = referencesFrom(subject, seen);
  const counts = new Map<Fault, { ran: number; held: number }>();
  const failures = observations.flatMap((observation) => {
    const { experiment, at } = observation;
    const reference = references.get(experiment.state);
    if (at === undefined || reference === undefined) return [];
    const fault = experiment.injection?.fault as Fault;
    const problems = judge(observation, reference, subject);
    const { ran, held } = counts.get(fault) ?? { ran: 0, held: 0 };
    counts.set(fault, { ran: ran + 1, held: held + (problems.length === 0 ? 1 : 0) });
    return problems.length === 0 ? [] : [{ experiment, at: `${at.kind} ${at.words}`, problems }];
  });
  const differences = [...references.values()]
    .filter(({ table }) => states.includes(table.state))
    .flatMap((reference) => problemsOf(reference, subject));
  return { subject: `${subject.name}, sampled`, differences, counts, failures, earlier: 0 };
}

/** As many as are wanted, spread over actions, states, faults and steps; the same each time. */
function sampleOf({ name }: Subject, states: readonly string[], count: number): Experiment[] {
  const kinds = Object.keys(faults);
  const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
  return Array.from({ length: count }, (_, i) => ({
    subject: name,
    state: pick(states, i),
    action: pick(actions, Math.floor(i / states.length)),
    // Numbers without a common divisor: all pairs come in turn.
    injection: {
      step: 'any',
      nth: 1 + ((i * 7) % 23),
      fault: pick(kinds, i * 3 + Math.floor(i / kinds.length)),
    },
    then: pick(followUps, i),
  }));
}

async function* notesWithIpvs(
  subject: Subject,
  experiments: readonly string[],
  temporary: string,
): AsyncGenerator<Notes> {
  const root = join(temporary, subject.name);
  if (kernelWillDo()) {
    makeRoot(root, [subject]);
    yield* notesOn({ root, workers: 1 }, experiments);
    return;
  }
  const kernel = unpacked('kernel', 'linux-image-cloud-amd64');
  makeRoot(root, [subject], { kernel });
  writeFileSync(
    join(root, 'faults/experiments'),
    experiments.map((words, i) => `${i} ${words}\n`).join(''),
  );
  const [file = '', ...args] = inGuest(kernel, packed(root), '/faults/guest.bash')('');
  const guest = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const reader = new Console();
  try {
    for await (const line of createInterface(guest.stdout)) {
      const notes = reader.read(line.replaceAll('\r', ''));
      if (notes !== undefined) yield notes;
    }
  } finally {
    guest.kill('SIGKILL');
  }
}
