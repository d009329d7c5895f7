import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import {
  isError,
  isPlainMap,
  type KeyPath,
  type PlainMap,
  type Problem,
  refuse,
  under,
} from '../model/problem.ts';
import { sharedProblems } from '../model/shared-rules.ts';
import { inOrder, type Origin, toDiagnostic } from './diagnose.ts';
import { type Config, outerSchema } from './schema.ts';
import { type Cluster, makeCluster, type Mode, modes } from '../model/cluster.ts';
import { clusterProblems } from '../model/cluster-rules.ts';
import { clusterNameFault } from '../model/schema-texts.ts';
import { isModest, mergeDefaults, mostValues, whereWritten } from './defaults.ts';
import { anyClusterSchema, clusterSchemas, sharedSchema } from '../model/schema-cluster.ts';
import { problemsIn } from './schema-problems.ts';

/** A config that was read, and where it comes from. */
interface Source extends Origin {
  readonly config: Config;
  /** What paths in the config start from: absolute, or `.` for the working directory. */
  readonly dir: string;
}

/** What a config means, and where it comes from. */
export interface ResolvedConfig extends Source {
  /** Sorted by name, with every default filled in. */
  readonly clusters: readonly Cluster[];
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
 * Validates a config that is a value of the program: diagnostics name keys only. Its folder of templates is looked for
 * in the working directory.
 *
 * @throws LvsgenError with everything that is wrong with it and all warnings
 */
export function resolveConfig(config: Config): Resolved {
  return resolveConfigs([{ config, dir: '.' }]);
}

/**
 * Validates configs that are rendered into one folder: between them, no name of a cluster is there twice.
 *
 * @throws LvsgenError with everything that is wrong with them and all warnings, config by config and by position
 */
export function resolveConfigs(sources: readonly Source[]): Resolved {
  const owners = new Map<string, Source>();
  const found = new Map(sources.map((source) => [source, new Array<Diagnostic>()]));
  const tell = (problem: Problem, source: Source, other?: Source): void => {
    found.get(source)?.push(toDiagnostic(problem, source, other));
  };
  const asWritten: Cluster[] = [];
  const configs = sources.map((source): ResolvedConfig => {
    const { clusters, problems } = readClusters(source.config);
    for (const problem of problems) tell(problem, source);
    const own = clusters.filter(({ name }) => {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, source);
      else tell(nameTaken(name), source, owner);
      return owner === undefined;
    });
    asWritten.push(...own);
    return { ...source, clusters: own.toSorted(byName) };
  });
  for (const problem of sharedProblems(asWritten)) {
    const source = owners.get(String(problem.path[1]));
    const other = owners.get(String(problem.first?.[1])) ?? source;
    if (source === undefined || other === undefined) throw new Error('a cluster of no config');
    tell(whereWritten(problem, source.config, other.config), source, other);
  }
  const warnings = [...found.values()].flatMap((own) => inOrder(onePerPlace(own)));
  if (warnings.some(isError)) throw new LvsgenError(warnings);
  return { configs, clusters: asWritten.toSorted(byName), warnings };
}

/** What is merged or stands in defaults is wrong in the same place for each cluster that has it. */
function onePerPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ position, key, message }) => {
    const place = JSON.stringify([position ?? key, message]);
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
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

const parsing = { reportInput: true };

/** Reads whatever a config may be: cluster by cluster, so that no error hides another. */
function readClusters(config: unknown): { clusters: Cluster[]; problems: Problem[] } {
  const written = under(config, 'defaults');
  const defaults = isPlainMap(written) ? written : {};
  const shared = sharedSchema.safeParse(defaults, parsing);
  const outer = outerSchema.safeParse(config, parsing);
  const problems = [
    ...problemsIn(outer.error?.issues ?? [], []),
    // What is wrong with the defaults whatever a cluster makes of them.
    ...problemsIn(shared.error?.issues ?? [], ['defaults']),
  ];
  const clusters: Cluster[] = [];
  // By hand, since the schema of a record leaves out a key named `__proto__`.
  const map = under(config, 'clusters');
  const entries = isPlainMap(map) ? Object.entries(map) : [];
  if (isPlainMap(map) && entries.length === 0) {
    const hint = 'write one with mode, vips and targets; lvsgen init writes an example';
    problems.push(refuse(['clusters'], 'clusters is empty', hint));
  }
  if (!isModest(entries.map(([, own]) => [own, defaults]))) {
    const message = `with what aliases and defaults repeat, these are more than ${mostValues} values`;
    const hint = 'repeat long values less often';
    return { clusters: [], problems: [refuse(['clusters'], message, hint, { onKey: true })] };
  }
  for (const [name, own] of entries) {
    const read = readCluster(name, own, defaults);
    if (read.cluster) clusters.push(read.cluster);
    problems.push(...read.problems.map((problem) => whereWritten(problem, config)));
  }
  return { clusters, problems };
}

function readCluster(
  name: string,
  own: unknown,
  defaults: PlainMap,
): { readonly cluster?: Cluster; readonly problems: readonly Problem[] } {
  const at: KeyPath = ['clusters', name];
  const fault = clusterNameFault(name);
  const problems = fault ? [refuse(at, ...fault, { onKey: true })] : [];
  const mode = isPlainMap(own) ? modeOf('mode' in own ? own : defaults) : undefined;
  const value = isPlainMap(own) ? mergeDefaults(own, defaults, mode, at) : own;
  if (mode === undefined) {
    const { error } = anyClusterSchema.safeParse(value, parsing);
    return { problems: [...problems, ...problemsIn(error?.issues ?? [], at)] };
  }
  const read = clusterSchemas[mode].safeParse(value, parsing);
  if (!read.success) return { problems: [...problems, ...problemsIn(read.error.issues, at, mode)] };
  const cluster = makeCluster(name, read.data);
  for (const problem of clusterProblems(cluster)) {
    const { path, first } = problem;
    problems.push({ ...problem, path: [...at, ...path], first: first && [...at, ...first] });
  }
  return problems.some(isError) ? { problems } : { problems, cluster };
}

function modeOf(cluster: PlainMap): Mode | undefined {
  return modes.find((mode) => mode === cluster['mode']);
}
