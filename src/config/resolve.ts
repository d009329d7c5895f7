import { resolve } from 'node:path';

import { type Diagnostic, LvsgenError, type Severity } from '../diagnostic.ts';
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

function resolveAll(sources: readonly Source[]): Resolved {
  const owners = new Map<string, Source>();
  const read = sources.map((source) => {
    const { clusters, problems } = readClusters(source.config);
    const told = problems.map((problem) => toDiagnostic(problem, source.origin));
    const own = clusters.filter(({ name }) => {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, source);
      else told.push(toDiagnostic(nameTaken(name), source.origin, owner.origin));
      return owner === undefined;
    });
    return { source, clusters: own, diagnostics: withFindings(source.findings, told) };
  });
  const clusters = read.flatMap((one) => one.clusters);
  const between = sharedBetween(clusters, owners);
  const all = read.flatMap(({ source, diagnostics }) =>
    firstOf(inOrder([...diagnostics, ...(between.get(source) ?? [])])),
  );
  if (all.some(isError)) throw new LvsgenError(all);
  const configs = read.map(({ source: { config, dir, origin }, ...one }) => ({
    clusters: one.clusters.toSorted(byName),
    ...(config.templates === undefined ? {} : { templates: resolve(dir, config.templates) }),
    origin,
  }));
  return { configs, clusters: clusters.toSorted(byName), warnings: all };
}

/** An error for a cluster whose name one of an earlier config has: their files would be the same. */
function nameTaken(name: string): Problem {
  const path = ['clusters', name];
  const message = `another config has a cluster ${name} too, and both are rendered into one folder`;
  const hint = 'rename one of them, or render the configs into folders of their own with --out';
  return problemAtKey('error', path, message, hint, path);
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
    if (places.size > mostTold + 1 && problem.severity === 'warning') continue;
    const diagnostic = toDiagnostic(written, source.origin, first.origin);
    found.set(source, [...(found.get(source) ?? []), diagnostic]);
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
  const rest = others.filter((one) => {
    // A map that is merged is wrong in the same place for each cluster that it is merged into.
    const key = `${placeKey(one)} ${one.message}`;
    const isNew = !found.has(placeKey(one)) && !told.has(key);
    told.add(key);
    return isNew || one.position === undefined;
  });
  return [...findings, ...rest];
}

function placeKey({ position }: Diagnostic): string {
  return `${position?.line ?? 0}:${position?.column ?? 0}`;
}

/** As many as somebody reads, errors before warnings if there are more. */
function firstOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= mostTold) return diagnostics;
  const errors = diagnostics.filter(isError);
  const kept = [...errors, ...diagnostics.filter((one) => !isError(one))].slice(0, mostTold);
  const severity = errors.length > mostTold ? 'error' : 'warning';
  const message = `there is more than these ${mostTold}`;
  return [...kept, { severity, message, hint: 'mend what is told first' }];
}

interface ReadClusters {
  readonly clusters: readonly Cluster[];
  readonly problems: readonly Problem[];
}

/** Reads whatever a config may be: cluster by cluster, so that no error hides another. */
function readClusters(config: unknown): ReadClusters {
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
  for (const [name, value] of entries) {
    const outcome = readCluster(name, value, defaults);
    problems.push(...outcome.problems);
    if (outcome.cluster) clusters.push(outcome.cluster);
    // No cluster is made of the config any more: what is wrong with the rest is told when this is mended.
    if (problems.length > mostTold && problems.some(isError)) break;
  }
  const written = problems.map((problem) => whereWritten(problem, config));
  return { clusters, problems: onceInDefaults([...defaultsProblems(defaults), ...written]) };
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

/** What is wrong with the defaults whatever a cluster makes of them, told in the words of a cluster. */
function defaultsProblems(defaults: PlainMap): Problem[] {
  const { error } = sharedSchema.safeParse(defaults, { reportInput: true });
  return problemsIn(error?.issues ?? [], ['clusters', 'defaults']).map((problem) => ({
    ...problem,
    path: problem.path.slice(1),
  }));
}

/** What is wrong with a default is wrong in each cluster, and told once. */
function onceInDefaults(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.filter(({ path }) => {
    const place = JSON.stringify(path);
    const isNew = path[0] !== 'defaults' || !told.has(place);
    told.add(place);
    return isNew;
  });
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
