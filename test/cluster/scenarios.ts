import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const folder = import.meta.dirname;

export interface Scenario {
  name: string;
  /** What it checks, in this order. */
  checks: string[];
}

/** All scenarios, or those that the environment variable SCENARIOS names. */
export function listScenarios(): Scenario[] {
  const all = readdirSync(join(folder, 'scenarios'))
    .flatMap((file) => /^(.*)\.bash$/.exec(file)?.[1] ?? [])
    .sort()
    .map((name) => ({ name, checks: checksIn(`scenarios/${name}.bash`) }));
  const wanted = process.env['SCENARIOS']?.split(/[ ,]+/);
  return wanted === undefined ? all : all.filter(({ name }) => wanted.includes(name));
}

/** The names behind `check` and `caught`, also in the files that this one reads in. */
function checksIn(file: string): string[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const passage = /^\. (\S+)$/.exec(line)?.[1];
    if (passage !== undefined) return checksIn(passage);
    return /^(?:check|caught) '(.*?)'/.exec(line)?.[1] ?? [];
  });
}
