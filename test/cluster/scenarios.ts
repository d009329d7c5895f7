import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const folder = import.meta.dirname;

export interface Scenario {
  name: string;
  /** The operating systems it is run for: those of its config. What all have in common is run for one. */
  targets: string[];
  /** What it checks, in this order. */
  checks: string[];
}

/** All scenarios, or those that the environment variable SCENARIOS names. */
export function listScenarios(): Scenario[] {
  const all = readdirSync(join(folder, 'scenarios'))
    .flatMap((file) => /^(.*)\.bash$/.exec(file)?.[1] ?? [])
    .sort()
    .map((name) => ({
      name,
      targets: targetsOf(name),
      checks: checksIn(`scenarios/${name}.bash`),
    }));
  const wanted = process.env['SCENARIOS']?.split(/[ ,]+/);
  return wanted === undefined ? all : all.filter(({ name }) => wanted.includes(name));
}

function targetsOf(name: string): string[] {
  const text = readFileSync(join(folder, 'scenarios', `${name}.yaml`), 'utf8');
  return (parse(text) as { clusters: { web: { targets: string[] } } }).clusters.web.targets;
}

/** The names behind `check` and `caught`, also in the files that this one reads in. */
export function checksIn(file: string): string[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const passage = /^\. (\S+)$/.exec(line)?.[1];
    if (passage !== undefined) return checksIn(passage);
    return /^(?:check|caught) '(.*?)'/.exec(line)?.[1] ?? [];
  });
}
