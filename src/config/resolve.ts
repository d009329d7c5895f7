import { resolve } from 'node:path';

import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import type { Cluster } from '../model/cluster.ts';
import { type Problem, refuse } from '../model/problem.ts';
import { sharedProblems } from '../model/shared-rules.ts';
import { whereWritten } from './defaults.ts';
import { inOrder, isError, type Origin, toDiagnostic } from './diagnose.ts';
import type { LoadedConfig } from './load.ts';
import { readClusters } from './read-clusters.ts';
import type { Config } from './schema.ts';
import { mostTold } from './source.ts';

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

interface Source {
  readonly config: Config;
  readonly dir: string;
  readonly origin: Origin;
  readonly findings: readonly Diagnostic[];
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
  return resolveAll([{ config, dir: process.cwd(), origin: {}, findings: [] }]);
}

function resolveAll(sources: readonly Source[]): Resolved {
  const owners = new Map<string, Source>();
  const told = new Map(sources.map((source) => [source, [...source.findings]]));
  const asWritten: Cluster[] = [];
  const configs = sources.map((source): ResolvedConfig => {
    const { clusters, problems } = readClusters(source.config);
    const first = [...problems.filter(isError), ...problems.filter((one) => !isError(one))];
    for (const problem of first.slice(0, mostTold + 1)) {
      told.get(source)?.push(toDiagnostic(problem, source.origin));
    }
    const own = clusters.filter(({ name }) => {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, source);
      else told.get(source)?.push(toDiagnostic(nameTaken(name), source.origin, owner.origin));
      return owner === undefined;
    });
    asWritten.push(...own);
    const { templates } = source.config;
    return {
      clusters: own.toSorted(byName),
      ...(templates === undefined ? {} : { templates: resolve(source.dir, templates) }),
      origin: source.origin,
    };
  });
  for (const problem of sharedProblems(asWritten).slice(0, mostTold + 1)) {
    const source = owners.get(String(problem.path[1]));
    const other = owners.get(String(problem.first?.[1])) ?? source;
    if (source === undefined || other === undefined) throw new Error('a cluster of no config');
    const written = whereWritten(problem, source.config, other.config);
    told.get(source)?.push(toDiagnostic(written, source.origin, other.origin));
  }
  const warnings = [...told].flatMap(([{ origin }, all]) => worthTelling(all, origin));
  if (warnings.some(isError)) throw new LvsgenError(warnings);
  return { configs, clusters: asWritten.toSorted(byName), warnings };
}

/** An error for a cluster whose name one of an earlier config has: their files would be the same. */
function nameTaken(name: string): Problem {
  const path = ['clusters', name];
  const message = `another config has a cluster ${name} too, and both are rendered into one folder`;
  const hint = 'rename one of them, or render the configs into folders of their own with --out';
  return refuse(path, message, hint, { onKey: true, first: path });
}

/**
 * In the order of a reader, each once: what is merged or stands in defaults is wrong in the same place for each cluster
 * that has it. Errors go first where there is more than somebody reads.
 */
function worthTelling(diagnostics: readonly Diagnostic[], origin: Origin): readonly Diagnostic[] {
  const distinct = new Map<string, Diagnostic>();
  for (const one of diagnostics) {
    const { position, key = '', message } = one;
    const place = position ? `${position.line}:${position.column}` : key;
    const words = `${place} ${message}`;
    if (!distinct.has(words)) distinct.set(words, one);
  }
  const all = inOrder([...distinct.values()]);
  if (all.length <= mostTold) return all;
  const errors = all.filter(isError);
  const more = refuse([], `there is more than these ${mostTold}`, 'mend what is told first');
  const { severity } = errors[mostTold] ?? { severity: 'warning' };
  const kept = [...errors, ...all.filter((one) => !isError(one))].slice(0, mostTold);
  return [...kept, toDiagnostic({ ...more, severity }, origin)];
}

function byName(left: Cluster, right: Cluster): number {
  return left.name < right.name ? -1 : 1;
}
