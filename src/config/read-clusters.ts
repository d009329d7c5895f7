import { type Cluster, makeCluster, type Mode, modes } from '../model/cluster.ts';
import { clusterProblems } from '../model/cluster-rules.ts';
import { clusterNameFault } from '../model/texts.ts';
import {
  isError,
  isPlainMap,
  type KeyPath,
  type PlainMap,
  type Problem,
  refuse,
  under,
} from '../model/problem.ts';
import { isWritten, mergeDefaults, whereWritten } from './defaults.ts';
import { anyClusterSchema, clusterSchemas, sharedSchema } from '../model/schema-cluster.ts';
import { outerSchema } from './schema.ts';
import { problemsIn } from './schema-problems.ts';

/** Code that zod would make for each schema takes longer to make than it saves. */
const parsing = { reportInput: true, jitless: true };

/** Reads whatever a config may be: cluster by cluster, so that no error hides another. */
export function readClusters(config: unknown): { clusters: Cluster[]; problems: Problem[] } {
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
  for (const [name, own] of entries) {
    const read = readCluster(name, own, defaults);
    if (read.cluster) clusters.push(read.cluster);
    for (const problem of read.problems) {
      // A default is for the clusters that have a use for it.
      if (problem.severity === 'error' || !problem.onKey || isWritten(problem.path, config)) {
        problems.push(whereWritten(problem, config));
      }
    }
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
