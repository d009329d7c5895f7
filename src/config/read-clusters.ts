import { parseClusterName } from '../model/cluster-name.ts';
import type { Cluster } from '../model/cluster.ts';
import { directRoutingProblems, makeDirectRoutingCluster } from '../model/direct-routing.ts';
import { below, type KeyPath, type Problem } from '../model/problem.ts';
import { Refusal } from '../model/refusal.ts';
import { sharedVips } from '../model/shared-vips.ts';
import { problemsOf } from './issue-wording.ts';
import { directRoutingSchema, outerSchema } from './schema.ts';
import { examples, isPlainMap } from './value-wording.ts';

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
  problems.push(...sharedVips(clusters, (name) => ['clusters', name, 'vips']));
  return { clusters: clusters.toSorted(byName), problems };
}

const noClusters: Problem = {
  severity: 'error',
  path: ['clusters'],
  at: 'value',
  message: 'clusters is empty',
  hint: `write ${examples['clusters'] ?? ''}`,
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
  const read = directRoutingSchema.safeParse(value, { reportInput: true });
  if (!read.success) {
    const problems = read.error.issues.flatMap((issue) => problemsOf(issue, path));
    return { problems: [...named, ...problems] };
  }
  const written = new Set(isPlainMap(value) ? Object.keys(value) : []);
  const rules = directRoutingProblems(key, read.data, written);
  const problems = [...named, ...rules.map((problem) => below(path, problem))];
  if (name instanceof Refusal || rules.some(isError)) return { problems };
  return { problems, cluster: makeDirectRoutingCluster(name, read.data) };
}

function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

function byName(left: Cluster, right: Cluster): number {
  return left.name < right.name ? -1 : 1;
}
