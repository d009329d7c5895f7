import { join } from 'node:path';
import { investigate, type Tick } from './investigation.ts';
import type { Namespaces } from './lab.ts';
import { writeMutant, type Mutant } from './mutants.ts';
import { coveringExperiments } from './plan.ts';
import { raceAll } from './races.ts';
import { renderSubject, type Subject } from './subjects.ts';

/**
 * Whether the experiments find the mistake in a mutant: what shows it first, or nothing.
 *
 * @param subject - The script to make it in.
 * @param templates - A folder, not there yet, for the template with the mistake.
 * @throws Error - The templates have changed, so that the mistake can't be made any more.
 */
export async function hunt(
  mutant: Mutant,
  subject: Subject,
  templates: string,
  lab: Namespaces,
  tick: Tick,
): Promise<string | undefined> {
  writeMutant(mutant, templates);
  const ill = { ...subject, name: `${subject.name}-${mutant.name.replaceAll(/[^a-z]+/g, '-')}` };
  renderSubject(ill, join(lab.root, 'faults/rendered'), templates);
  if (mutant.pair !== undefined) {
    const { failures } = await raceAll(ill, [mutant.pair], false, lab, tick);
    return failures[0];
  }
  const found = await investigate(ill, mutant.states, coveringExperiments, lab, tick, {
    untilFirst: true,
  });
  const [failure] = found.failures;
  return found.differences[0] ?? failure?.problems[0];
}
