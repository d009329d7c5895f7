import { parseClusterName } from '../model/cluster-name.ts';
import { clusterProblems } from '../model/cluster-problems.ts';
import { modes, type Mode } from '../model/cluster-settings.ts';
import type { Cluster } from '../model/cluster.ts';
import { makeCluster } from '../model/make-cluster.ts';
import { below, type KeyPath, type Problem } from '../model/problem.ts';
import { Refusal } from '../model/refusal.ts';
import { sharedProblems } from '../model/shared-problems.ts';
import { problemsOf } from './issue-wording.ts';
import { clusterSchemas, outerSchema, undecidedSchema } from './schema.ts';
import { exampleOf, isPlainMap } from './value-wording.ts';

/** The clusters that are right, sorted by name, and everything there is to say about the config. */
export interface ReadClusters {
  readonly clusters: readonly Cluster[];
  readonly problems: readonly Problem[];
}

/** Reads whatever a config may be: cluster by cluster, so that no error hides another. */
export function readClusters(config: unknown): ReadClusters {
  const outer = outerSchema.safeParse(config, { reportInput: true });
  const problems = (outer.error?.issues ?? []).flatMap((issue) => problemsOf(issue, []));
  const clusters: Cluster[] = [];
  const entries = clusterEntries(config);
  if (entries?.length === 0) problems.push(noClusters);
  for (const [name, value] of entries ?? []) {
    const outcome = readCluster(name, value);
    problems.push(...outcome.problems);
    if (outcome.cluster) clusters.push(outcome.cluster);
  }
  problems.push(...sharedProblems(clusters).map((problem) => below(['clusters'], problem)));
  return { clusters: clusters.toSorted(byName), problems };
}

const noClusters: Problem = {
  severity: 'error',
  path: ['clusters'],
  at: 'value',
  message: 'clusters is empty',
  hint: `write ${exampleOf(['clusters']) ?? ''}`,
};

interface Outcome {
  readonly cluster?: Cluster;
  readonly problems: readonly Problem[];
}

/** By hand, since zod's record leaves out a key named `__proto__`. */
function clusterEntries(config: unknown): [string, unknown][] | undefined {
  const clusters = isPlainMap(config) ? config['clusters'] : undefined;
  return isPlainMap(clusters) ? Object.entries(clusters) : undefined;
}

function readCluster(key: string, value: unknown): Outcome {
  const path: KeyPath = ['clusters', key];
  const name = parseClusterName(key);
  const named: Problem[] =
    name instanceof Refusal
      ? [{ severity: 'error', path, at: 'key', message: name.message, hint: name.hint }]
      : [];
  const mode = modeOf(value);
  if (mode === undefined) return { problems: [...named, ...undecidedProblems(value, path)] };
  const read = clusterSchemas[mode].safeParse(value, { reportInput: true });
  if (!read.success) {
    const problems = read.error.issues.flatMap((issue) => problemsOf(issue, path, mode));
    return { problems: [...named, ...problems] };
  }
  const rules = clusterProblems(key, read.data, {
    cluster: keysOf(value),
    director: keysOf(isPlainMap(value) ? value['director'] : undefined),
  });
  const problems = [...named, ...rules.map((problem) => below(path, problem))];
  if (name instanceof Refusal || rules.some(isError)) return { problems };
  return { problems, cluster: makeCluster(name, read.data) };
}

function undecidedProblems(value: unknown, path: KeyPath): Problem[] {
  const { error } = undecidedSchema.safeParse(value, { reportInput: true });
  return (error?.issues ?? []).flatMap((issue) => problemsOf(issue, path));
}

function modeOf(value: unknown): Mode | undefined {
  const written = isPlainMap(value) ? value['mode'] : undefined;
  return modes.find((mode) => mode === written);
}

function keysOf(value: unknown): ReadonlySet<string> {
  return new Set(isPlainMap(value) ? Object.keys(value) : []);
}

function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

function byName(left: Cluster, right: Cluster): number {
  return left.name < right.name ? -1 : 1;
}
