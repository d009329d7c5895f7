import { parseClusterName } from '../model/cluster-name.ts';
import { clusterProblems } from '../model/cluster-problems.ts';
import { modes, type Mode } from '../model/cluster-settings.ts';
import type { Cluster } from '../model/cluster.ts';
import { makeCluster } from '../model/make-cluster.ts';
import { below, type KeyPath, type Problem } from '../model/problem.ts';
import { Refusal } from '../model/refusal.ts';
import { problemsOf } from './issue-wording.ts';
import { mergeDefaults, type PlainMap, whereWritten } from './merge-defaults.ts';
import { firstProblems, mostDefaults, mostProblems, weightOf } from './most-problems.ts';
import { clusterSchemas, outerSchema, sharedSchema, undecidedSchema } from './schema.ts';
import { exampleOf, isPlainMap } from './value-wording.ts';

/** The clusters that are right, as they stand in the config, and everything there is to say about each of them. */
export interface ReadClusters {
  readonly clusters: readonly Cluster[];
  readonly problems: readonly Problem[];
}

/** Reads whatever a config may be: cluster by cluster, so that no error hides another. */
export function readClusters(config: unknown): ReadClusters {
  const outer = outerSchema.safeParse(config, { reportInput: true });
  const problems = (outer.error?.issues ?? []).flatMap((issue) => problemsOf(issue, []));
  const clusters: Cluster[] = [];
  const entries = entriesOf(config, 'clusters');
  if (entries?.length === 0) problems.push(noClusters);
  const shared = entriesOf(config, 'defaults');
  const defaults = Object.fromEntries(shared ?? []);
  const inDefaults = shared === undefined ? [] : defaultsProblems(defaults);
  const repeated = weightOf(defaults) * (entries?.length ?? 0);
  if (repeated > mostDefaults) return { clusters, problems: [tooManyDefaults(repeated)] };
  for (const [name, value] of entries ?? []) {
    const outcome = readCluster(name, value, defaults);
    for (const problem of outcome.problems) problems.push(problem);
    if (outcome.cluster) clusters.push(outcome.cluster);
    // No cluster is made of the config any more: what is wrong with the rest is told when this is mended.
    if (problems.length > mostProblems && problems.some(isError)) break;
  }
  const written = problems.map((problem) => whereWritten(problem, config));
  return { clusters, problems: firstProblems(onceInDefaults([...inDefaults, ...written])) };
}

const noClusters: Problem = {
  severity: 'error',
  path: ['clusters'],
  at: 'value',
  message: 'clusters is empty',
  hint: `write ${exampleOf(['clusters']) ?? ''}`,
};

function tooManyDefaults(repeated: number): Problem {
  const message = `defaults would put ${repeated} values into the clusters, and ${mostDefaults} are the most`;
  const hint = 'write long lists only where they are needed';
  return { severity: 'error', path: ['defaults'], at: 'key', message, hint };
}

interface Outcome {
  readonly cluster?: Cluster;
  readonly problems: readonly Problem[];
}

/** By hand, since zod's record leaves out a key named `__proto__`. */
function entriesOf(config: unknown, key: string): [string, unknown][] | undefined {
  const map = isPlainMap(config) ? config[key] : undefined;
  return isPlainMap(map) ? Object.entries(map) : undefined;
}

/** What is wrong with the defaults whatever a cluster makes of them, told in the words of a cluster. */
function defaultsProblems(defaults: PlainMap): Problem[] {
  const { error } = sharedSchema.safeParse(defaults, { reportInput: true });
  return (error?.issues ?? [])
    .flatMap((issue) => problemsOf(issue, ['clusters', 'defaults']))
    .map((problem) => ({ ...problem, path: problem.path.slice(1) }));
}

/** What is wrong with a default is wrong in each cluster, and told once. */
function onceInDefaults(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.filter(({ path }) => {
    const place = JSON.stringify(path);
    if (path[0] !== 'defaults' || !told.has(place)) {
      told.add(place);
      return true;
    }
    return false;
  });
}

function readCluster(key: string, written: unknown, defaults: PlainMap): Outcome {
  const path: KeyPath = ['clusters', key];
  const name = parseClusterName(key);
  const named: Problem[] =
    name instanceof Refusal
      ? [{ severity: 'error', path, at: 'key', message: name.message, hint: name.hint }]
      : [];
  const mode = modeOf(isPlainMap(written) && 'mode' in written ? written : defaults);
  const value = isPlainMap(written) ? mergeDefaults(written, defaults, mode, path) : written;
  if (mode === undefined) return { problems: [...named, ...undecidedProblems(value, path)] };
  const read = clusterSchemas[mode].safeParse(value, { reportInput: true });
  if (!read.success) {
    const problems = read.error.issues.flatMap((issue) => problemsOf(issue, path, mode));
    return { problems: [...named, ...problems] };
  }
  const rules = clusterProblems(key, read.data, {
    cluster: keysOf(written),
    director: keysOf(isPlainMap(written) ? written['director'] : undefined),
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
