import { resolve } from 'node:path';

import { type Diagnostic, LvsgenError, type Severity } from '../base/diagnostic.ts';
import { parseClusterName } from '../model/cluster-name.ts';
import { clusterProblems } from '../model/cluster-problems.ts';
import { type Mode, modes } from '../model/cluster-settings.ts';
import type { Cluster } from '../model/cluster.ts';
import { makeCluster } from '../model/make-cluster.ts';
import { below, type KeyPath, type Problem, problemAt, problemAtKey } from '../model/problem.ts';
import { Refusal } from '../model/refusal.ts';
import { sharedProblems } from '../model/shared-problems.ts';
import { mergeDefaults, whereWritten } from './defaults.ts';
import { inOrder, type Origin, problemsIn, toDiagnostic } from './diagnose.ts';
import type { LoadedConfig } from './load.ts';
import { isPlainMap, mostTold, type PlainMap } from './readout.ts';
import { rowOf } from './reference.ts';
import {
  clusterSchemas,
  type Config,
  outerSchema,
  sharedSchema,
  undecidedSchema,
} from './schema.ts';

/** How many values `defaults` may put into all clusters together. */
const mostDefaults = 2_000_000;

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

/** A config with what is made of it, and what there is to say about it. */
interface Read extends Source {
  readonly clusters: Cluster[];
  readonly told: Diagnostic[];
}

function resolveAll(sources: readonly Source[]): Resolved {
  const owners = new Map<string, Read>();
  const all = sources.map((source): Read => {
    const { clusters, problems } = readClusters(source.config);
    const told = problems.map((problem) => toDiagnostic(problem, source.origin));
    const read: Read = { ...source, clusters: [], told };
    for (const cluster of clusters) {
      const owner = owners.get(cluster.name);
      if (owner) told.push(toDiagnostic(nameTaken(cluster.name), source.origin, owner.origin));
      else read.clusters.push(cluster);
      owners.set(cluster.name, owner ?? read);
    }
    return read;
  });
  const clusters = all.flatMap((one) => one.clusters);
  tellShared(clusters, owners);
  const told = all.flatMap((one) => firstOf(inOrder(distinct(one.findings, one.told)), one.origin));
  if (told.some(isError)) throw new LvsgenError(told);
  const configs = all.map(({ config, dir, origin, ...one }) => ({
    clusters: one.clusters.toSorted(byName),
    ...(config.templates === undefined ? {} : { templates: resolve(dir, config.templates) }),
    origin,
  }));
  return { configs, clusters: clusters.toSorted(byName), warnings: told };
}

/** An error for a cluster whose name one of an earlier config has: their files would be the same. */
function nameTaken(name: string): Problem {
  const path = ['clusters', name];
  const message = `another config has a cluster ${name} too, and both are rendered into one folder`;
  const hint = 'rename one of them, or render the configs into folders of their own with --out';
  return problemAtKey('error', path, message, hint, path);
}

/** Tells what clusters have in common, at the config that the later one of them stands in. */
function tellShared(clusters: readonly Cluster[], owners: ReadonlyMap<string, Read>): void {
  const places = new Set<string>();
  for (const problem of sharedProblems(clusters)) {
    const owner = owners.get(String(problem.path[0]));
    const first = owners.get(String(problem.first?.[0])) ?? owner;
    if (owner === undefined || first === undefined) throw new Error('a cluster of no config');
    const written = whereWritten(below(['clusters'], problem), owner.config, first.config);
    const place = JSON.stringify(written.path);
    // What is shared because it stands in defaults is shared by all, and told once.
    if (written.path[0] === 'defaults' && places.has(place)) continue;
    places.add(place);
    owner.told.push(toDiagnostic(written, owner.origin, first.origin));
    if (places.size > mostTold) break;
  }
}

/**
 * The findings and what there is to say besides. A key that is there twice may be unknown as well: one message about it
 * is enough. What is merged or stands in defaults is wrong in the same place for each cluster that has it.
 */
function distinct(findings: readonly Diagnostic[], others: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ position, key = '' }: Diagnostic): string =>
    position ? `${position.line}:${position.column}` : key;
  const told = new Set(findings.map(place));
  const rest = others.filter((one) => {
    const words = `${place(one)} ${one.message}`;
    if (told.has(place(one)) || told.has(words)) return false;
    told.add(words);
    return true;
  });
  return [...findings, ...rest];
}

/** As many as somebody reads, errors before warnings if there are more. */
function firstOf(diagnostics: readonly Diagnostic[], origin: Origin): readonly Diagnostic[] {
  if (diagnostics.length <= mostTold) return diagnostics;
  const errors = diagnostics.filter(isError);
  const kept = [...errors, ...diagnostics.filter((one) => !isError(one))].slice(0, mostTold);
  const severity = errors.length > mostTold ? 'error' : 'warning';
  const rest: Problem = {
    severity,
    path: [],
    at: 'key',
    message: `there is more than these ${mostTold}`,
    hint: 'mend what is told first',
  };
  return [...kept, toDiagnostic(rest, origin)];
}

/** Reads whatever a config may be: cluster by cluster, so that no error hides another. */
function readClusters(config: unknown): { clusters: Cluster[]; problems: Problem[] } {
  const outer = outerSchema.safeParse(config, { reportInput: true });
  const problems = problemsIn(outer.error?.issues ?? [], []);
  const clusters: Cluster[] = [];
  // By hand, since the schema of a record leaves out a key named `__proto__`.
  const map = mapIn(config, 'clusters');
  const entries = Object.entries(map ?? {});
  if (map && entries.length === 0) {
    const hint = `write clusters: ${rowOf(['clusters'])?.example ?? ''}`;
    problems.push(problemAt('error', ['clusters'], 'clusters is empty', hint));
  }
  const defaults = mapIn(config, 'defaults') ?? {};
  const repeated = weightOf(defaults) * entries.length;
  if (repeated > mostDefaults) {
    const message = `defaults would put ${repeated} values into the clusters, and ${mostDefaults} are the most`;
    const hint = 'write long lists only where they are needed';
    return { clusters, problems: [problemAtKey('error', ['defaults'], message, hint)] };
  }
  const { error } = sharedSchema.safeParse(defaults, { reportInput: true });
  // What is wrong with the defaults whatever a cluster makes of them is told in the words of a cluster.
  for (const problem of problemsIn(error?.issues ?? [], ['clusters', 'defaults'])) {
    problems.push({ ...problem, path: problem.path.slice(1) });
  }
  for (const [name, value] of entries) {
    const outcome = readCluster(name, value, defaults);
    problems.push(...outcome.problems.map((problem) => whereWritten(problem, config)));
    if (outcome.cluster) clusters.push(outcome.cluster);
    // No cluster is made of the config any more: what is wrong with the rest is told when this is mended.
    if (problems.length > mostTold && problems.some(isError)) break;
  }
  return { clusters, problems };
}

interface Outcome {
  readonly cluster?: Cluster;
  readonly problems: readonly Problem[];
}

function readCluster(key: string, written: unknown, defaults: PlainMap): Outcome {
  const path: KeyPath = ['clusters', key];
  const name = parseClusterName(key);
  const named =
    name instanceof Refusal ? [problemAtKey('error', path, name.message, name.hint)] : [];
  const mode = modeOf(isPlainMap(written) && 'mode' in written ? written : defaults);
  const value = isPlainMap(written) ? mergeDefaults(written, defaults, mode, path) : written;
  if (mode === undefined) {
    const { error } = undecidedSchema.safeParse(value, { reportInput: true });
    return { problems: [...named, ...problemsIn(error?.issues ?? [], path)] };
  }
  const read = clusterSchemas[mode].safeParse(value, { reportInput: true });
  if (!read.success) return { problems: [...named, ...problemsIn(read.error.issues, path, mode)] };
  const rules = clusterProblems(key, read.data, {
    cluster: keysOf(written),
    director: keysOf(mapIn(written, 'director')),
  });
  const problems = [...named, ...rules.map((problem) => below(path, problem))];
  if (name instanceof Refusal || rules.some(isError)) return { problems };
  return { problems, cluster: makeCluster(name, read.data) };
}

function modeOf(value: unknown): Mode | undefined {
  const written = isPlainMap(value) ? value['mode'] : undefined;
  return modes.find((mode) => mode === written);
}

function mapIn(value: unknown, key: string): PlainMap | undefined {
  const inner = isPlainMap(value) ? value[key] : undefined;
  return isPlainMap(inner) ? inner : undefined;
}

function keysOf(value: unknown): ReadonlySet<string> {
  return new Set(isPlainMap(value) ? Object.keys(value) : []);
}

/** How many values stand in a value, itself included. */
function weightOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + weightOf(inner), 1);
}

function isError({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error';
}

function byName(left: Cluster, right: Cluster): number {
  return left.name < right.name ? -1 : 1;
}
