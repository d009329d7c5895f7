import { type Cluster, type Mode, modes } from '../model/cluster.ts';
import { clusterProblems } from '../model/cluster-rules.ts';
import { clusterNameFault } from '../model/names.ts';
import { type KeyPath, type Problem, refuse } from '../model/problem.ts';
import { isWritten, mergeDefaults, whereWritten } from './defaults.ts';
import { isError } from './diagnose.ts';
import { makeCluster } from './make-cluster.ts';
import { isPlainMap, type PlainMap, under } from './plain-map.ts';
import { rowOf } from './reference.ts';
import { anyClusterSchema, clusterSchemas, outerSchema, sharedSchema } from './schema.ts';
import { problemsIn } from './schema-problems.ts';
import { mostValues } from './source.ts';

/** Reads whatever a config may be: cluster by cluster, so that no error hides another. */
export function readClusters(config: unknown): { clusters: Cluster[]; problems: Problem[] } {
  const outer = outerSchema.safeParse(config, { reportInput: true });
  const problems = problemsIn(outer.error?.issues ?? [], []);
  // By hand, since the schema of a record leaves out a key named `__proto__`.
  const map = under(config, 'clusters');
  const entries = isPlainMap(map) ? Object.entries(map) : [];
  if (isPlainMap(map) && entries.length === 0) {
    const hint = `write clusters: ${rowOf(['clusters'])?.example ?? ''}`;
    problems.push(refuse(['clusters'], 'clusters is empty', hint));
  }
  const written = under(config, 'defaults');
  const defaults = isPlainMap(written) ? written : {};
  const merged = entries.map(([name, value]) => withDefaults(name, value, defaults));
  if (!isModest([defaults, merged.map(({ value }) => value)])) {
    const message = `with what aliases and defaults repeat, these are more than ${mostValues} values`;
    const hint = 'repeat long values less often';
    return { clusters: [], problems: [refuse(['clusters'], message, hint, { onKey: true })] };
  }
  // What is wrong with the defaults whatever a cluster makes of them.
  const shared = sharedSchema.safeParse(defaults, { reportInput: true });
  problems.push(...problemsIn(shared.error?.issues ?? [], ['defaults']));
  const outcomes = merged.map((one) => readCluster(one));
  for (const problem of outcomes.flatMap((one) => one.problems)) {
    // A default is for the clusters that have a use for it.
    if (problem.severity === 'error' || !problem.onKey || isWritten(problem.path, config)) {
      problems.push(whereWritten(problem, config));
    }
  }
  return { clusters: outcomes.flatMap(({ cluster }) => cluster ?? []), problems };
}

interface MergedCluster {
  readonly name: string;
  readonly mode: Mode | undefined;
  readonly value: unknown;
}

function withDefaults(name: string, written: unknown, defaults: PlainMap): MergedCluster {
  if (!isPlainMap(written)) return { name, mode: undefined, value: written };
  const own = 'mode' in written ? written : defaults;
  const mode = modes.find((one) => one === own['mode']);
  return { name, mode, value: mergeDefaults(written, defaults, mode, ['clusters', name]) };
}

/** Tells whether no more values stand in a value than somebody would write. It may be a circle. */
function isModest(value: unknown): boolean {
  const open: unknown[] = [value];
  for (let count = 0; count + open.length <= mostValues; count += 1) {
    if (open.length === 0) return true;
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    for (const inner of Object.values(one)) open.push(inner);
  }
  return false;
}

function readCluster({ name, mode, value }: MergedCluster): {
  readonly cluster?: Cluster;
  readonly problems: readonly Problem[];
} {
  const at: KeyPath = ['clusters', name];
  const fault = clusterNameFault(name);
  const named = fault ? [refuse(at, ...fault, { onKey: true })] : [];
  if (mode === undefined) {
    const { error } = anyClusterSchema.safeParse(value, { reportInput: true });
    return { problems: [...named, ...problemsIn(error?.issues ?? [], at)] };
  }
  const read = clusterSchemas[mode].safeParse(value, { reportInput: true });
  if (!read.success) return { problems: [...named, ...problemsIn(read.error.issues, at, mode)] };
  const cluster = makeCluster(name, read.data);
  const broken = clusterProblems(cluster).map((problem) => ({
    ...problem,
    path: [...at, ...problem.path],
    first: problem.first && [...at, ...problem.first],
  }));
  const problems = [...named, ...broken];
  return problems.some(isError) ? { problems } : { problems, cluster };
}
