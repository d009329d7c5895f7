import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Experiment } from './experiment.ts';
import type { Failure, Journal } from './investigation.ts';

type Line = [experiment: string, verdict: Failure | 'held'];

const keyOf = (experiment: Experiment): string => JSON.stringify(experiment);

/** A journal in a file, so that a long run goes on where it was stopped. */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const known = new Map<string, Failure | 'held'>(linesOf(file));
  return {
    read: (experiment) => known.get(keyOf(experiment)),
    write: (experiment, verdict) => {
      known.set(keyOf(experiment), verdict);
      appendFileSync(file, `${JSON.stringify([keyOf(experiment), verdict] satisfies Line)}\n`);
    },
  };
}

function linesOf(file: string): Line[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  // What was written last may be cut short.
  return text
    .split('\n')
    .filter((line) => line.endsWith(']'))
    .map((line) => JSON.parse(line) as Line);
}

export const forgetJournals = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
};

/** A name for all that experiments depend on: another one where anything below the folders has changed. */
export function fingerprintOf(...folders: string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const file = join(folder, name);
      if (statSync(file).isFile())
        hash.update(`${relative(folder, file)}\0`).update(readFileSync(file));
    }
  return hash.digest('hex').slice(0, 16);
}
