import { resolve } from 'node:path';

import { LvsgenError, type Diagnostic } from '../diagnostic.ts';
import type { Cluster } from '../model/cluster.ts';
import { below } from '../model/problem.ts';
import { sharedProblems } from '../model/shared-problems.ts';
import type { Config } from './config.ts';
import { inOrder, toDiagnostic, type Origin } from './diagnose.ts';
import type { LoadedConfig } from './load.ts';
import { whereWritten } from './merge-defaults.ts';
import { mostProblems } from './most-problems.ts';
import { nameTaken } from './name-taken.ts';
import { plainData } from './plain-data.ts';
import { readClusters } from './read-clusters.ts';

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

/**
 * Validates configs that are rendered into one folder: between them, no name of a cluster is there twice.
 *
 * @throws LvsgenError with everything that is wrong with them and all warnings, config by config and by position
 */
export function resolveConfigs(loaded: readonly LoadedConfig[]): Resolved {
  return resolveAll(loaded.map((one) => ({ ...one, origin: one })));
}

/**
 * Validates a config that is a value of the program: diagnostics name keys only. Its folder of templates is looked for
 * in the working directory.
 *
 * @throws LvsgenError with everything that is wrong with it and all warnings
 */
export function resolveConfig(config: Config): Resolved {
  const plain = plainData(config) as Config;
  return resolveAll([{ config: plain, dir: process.cwd(), origin: {}, findings: [] }]);
}

interface Source {
  readonly config: Config;
  readonly dir: string;
  readonly origin: Origin;
  readonly findings: readonly Diagnostic[];
}

function resolveAll(sources: readonly Source[]): Resolved {
  const read = sources.map((source) => {
    const { clusters, problems } = readClusters(source.config);
    const others = problems.map((problem) => toDiagnostic(problem, source.origin));
    return { source, clusters, diagnostics: withFindings(source.findings, others) };
  });
  const owners = new Map<string, Source>();
  for (const { source, clusters, diagnostics } of read) {
    for (const { name } of clusters) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, source);
      else diagnostics.push(toDiagnostic(nameTaken(name), source.origin, owner.origin));
    }
  }
  const clusters = read.flatMap((one) =>
    one.clusters.filter(({ name }) => owners.get(name) === one.source),
  );
  const between = sharedBetween(clusters, owners);
  const all = read.flatMap(({ source, diagnostics }) =>
    inOrder([...diagnostics, ...(between.get(source) ?? [])]),
  );
  if (all.some(({ severity }) => severity === 'error')) throw new LvsgenError(all);
  const configs = read.map(({ source: { config, dir, origin }, ...one }) => ({
    clusters: one.clusters.toSorted(byName),
    ...(config.templates === undefined ? {} : { templates: resolve(dir, config.templates) }),
    origin,
  }));
  return { configs, clusters: clusters.toSorted(byName), warnings: all };
}

/** What clusters have in common, by the config that the later one of them stands in. */
function sharedBetween(
  clusters: readonly Cluster[],
  owners: ReadonlyMap<string, Source>,
): ReadonlyMap<Source, readonly Diagnostic[]> {
  const found = new Map<Source, Diagnostic[]>();
  const places = new Set<string>();
  for (const problem of sharedProblems(clusters)) {
    const source = owners.get(String(problem.path[0]));
    const first = owners.get(String(problem.first?.[0])) ?? source;
    if (source === undefined || first === undefined) throw new Error('a cluster of no config');
    const written = whereWritten(below(['clusters'], problem), source.config, first.config);
    const place = JSON.stringify(written.path);
    // What is shared because it stands in defaults is shared by all, and told once.
    if (written.path[0] === 'defaults' && places.has(place)) continue;
    places.add(place);
    if (places.size > mostProblems && problem.severity === 'warning') continue;
    const diagnostic = toDiagnostic(written, source.origin, first.origin);
    const told = found.get(source);
    if (told === undefined) found.set(source, [diagnostic]);
    else told.push(diagnostic);
  }
  return found;
}

/** A key that is there twice, or is not text, may be unknown as well: one message about it is enough. */
function withFindings(
  findings: readonly Diagnostic[],
  others: readonly Diagnostic[],
): Diagnostic[] {
  const found = new Set(findings.map(placeKey));
  const told = new Set<string>();
  return [
    ...findings,
    ...others.filter((one) => {
      if (one.position === undefined) return true;
      // A map that is merged is wrong in the same place for each cluster that it is merged into.
      const key = `${placeKey(one)} ${one.message}`;
      const isNew = !found.has(placeKey(one)) && !told.has(key);
      told.add(key);
      return isNew;
    }),
  ];
}

function placeKey({ position }: Diagnostic): string {
  return `${position?.line ?? 0}:${position?.column ?? 0}`;
}

function byName(left: Cluster, right: Cluster): number {
  return left.name < right.name ? -1 : 1;
}
