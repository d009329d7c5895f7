import { resolve } from 'node:path';

import { type Diagnostic, LvsgenError, type Severity } from '../base/diagnostic.ts';
import type { Cluster } from '../model/cluster.ts';
import { isError, type Problem, refuse } from '../model/problem.ts';
import { sharedProblems } from '../model/shared-rules.ts';
import { whereWritten } from './defaults.ts';
import { inOrder, type Origin, toDiagnostic } from './diagnose.ts';
import { readClusters } from './read-clusters.ts';
import type { Config } from './schema.ts';

/** What one config means. */
export interface ResolvedConfig {
  /** Sorted by name, with every default filled in. */
  readonly clusters: readonly Cluster[];
  /** The folder of the templates that replace bundled ones, absolute. */
  readonly templates?: string;
  readonly origin: Origin;
}

/** What configs mean that are rendered into one folder. */
export interface Resolved {
  readonly configs: readonly ResolvedConfig[];
  /** The clusters of all of them, sorted by name. */
  readonly clusters: readonly Cluster[];
  /** What is right but may not be meant, config by config and by position. */
  readonly warnings: readonly Diagnostic[];
}

interface Source extends Origin {
  readonly config: Config;
  /** What paths in the config start from, absolute. */
  readonly dir: string;
  readonly findings: readonly Diagnostic[];
}

/** An error or a warning, made ready for a reader only where it is told. */
interface Found {
  readonly severity: Severity;
  readonly source: Source;
  readonly diagnose: () => Diagnostic;
}

/** Nobody reads more at once. */
const mostTold = 1000;

/**
 * Validates a config that is a value of the program: diagnostics name keys only. Its folder of templates is looked for
 * in the working directory.
 *
 * @throws LvsgenError with everything that is wrong with it and all warnings
 */
export function resolveConfig(config: Config): Resolved {
  return resolveConfigs([{ config, dir: process.cwd(), findings: [] }]);
}

/**
 * Validates configs that are rendered into one folder: between them, no name of a cluster is there twice.
 *
 * @throws LvsgenError with everything that is wrong with them and all warnings, config by config and by position
 */
export function resolveConfigs(sources: readonly Source[]): Resolved {
  const owners = new Map<string, Source>();
  const found: Found[] = [];
  const tell = (problem: Problem, source: Source, other?: Source): void => {
    const { severity } = problem;
    found.push({ severity, source, diagnose: () => toDiagnostic(problem, source, other) });
  };
  const asWritten: Cluster[] = [];
  const configs = sources.map((source): ResolvedConfig => {
    for (const one of source.findings) {
      found.push({ severity: one.severity, source, diagnose: () => one });
    }
    const { clusters, problems } = readClusters(source.config);
    for (const problem of problems) tell(problem, source);
    const own = clusters.filter(({ name }) => {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, source);
      else tell(nameTaken(name), source, owner);
      return owner === undefined;
    });
    asWritten.push(...own);
    const { templates } = source.config;
    return {
      clusters: own.toSorted(byName),
      ...(templates === undefined ? {} : { templates: resolve(source.dir, templates) }),
      origin: source,
    };
  });
  for (const problem of sharedProblems(asWritten)) {
    const source = owners.get(String(problem.path[1]));
    const other = owners.get(String(problem.first?.[1])) ?? source;
    if (source === undefined || other === undefined) throw new Error('a cluster of no config');
    tell(whereWritten(problem, source.config, other.config), source, other);
  }
  const warnings = inWords(found, sources);
  if (warnings.some(isError)) throw new LvsgenError(warnings);
  return { configs, clusters: asWritten.toSorted(byName), warnings };
}

/** What was found, config by config and by position; errors go first where there is more than somebody reads. */
function inWords(found: readonly Found[], sources: readonly Source[]): Diagnostic[] {
  const told = found
    .toSorted((left, right) => Number(isError(right)) - Number(isError(left)))
    .slice(0, mostTold);
  const all = sources.flatMap((source) => {
    const own = told.filter((one) => one.source === source).map(({ diagnose }) => diagnose());
    // What is merged or stands in defaults is wrong in the same place for each cluster that has it.
    const place = ({ position, key, message }: Diagnostic): string =>
      JSON.stringify([position ?? key, message]);
    return inOrder(
      [...new Map(own.toReversed().map((one) => [place(one), one])).values()].toReversed(),
    );
  });
  if (found.length > mostTold) {
    const message = `there are ${found.length - mostTold} more errors and warnings`;
    const severity = found.some(isError) ? 'error' : 'warning';
    const file = sources[0]?.file;
    all.push({ severity, message, hint: 'mend what is told first', ...(file && { file }) });
  }
  return all;
}

/** An error for a cluster whose name one of an earlier config has: their files would be the same. */
function nameTaken(name: string): Problem {
  const path = ['clusters', name];
  const message = `another config has a cluster ${name} too, and both are rendered into one folder`;
  const hint = 'rename one of them, or render the configs into folders of their own with --out';
  return refuse(path, message, hint, { onKey: true, first: path });
}

function byName(left: Cluster, right: Cluster): number {
  return left.name < right.name ? -1 : 1;
}
