// npm run profile [-- COUNT]: where the time goes of rendering so many clusters for the first time, and again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../docs/markdown.ts';
import { clusters, writeConfig } from './clusters.ts';

/** What a run does, by the functions that do it: what these call belongs to them, but for what is a stage of its own. */
const stages: Readonly<Record<string, readonly string[]>> = {
  'starting and loading modules': [],
  'reading the command line': ['YargsInstance', 'parseAsync'],
  'reading the YAML': ['readYaml'],
  'checking the clusters': ['resolveConfigs'],
  'deciding what to render': ['artifactsOf'],
  'evaluating the templates': ['print'],
  'reading folders': ['readdirSync'],
  'reading files': ['readOnDisk'],
  'comparing, but for reading': ['compare', 'compareFile', 'survey'],
  'making folders': ['mkdirSync'],
  'writing files': ['stageFile', 'putInPlace'],
  'telling what was done': ['account'],
  'collecting garbage': ['(garbage collector)'],
};
const [starting = ''] = Object.keys(stages);
const stageOf = new Map(
  Object.entries(stages).flatMap(([stage, names]) => names.map((name) => [name, stage] as const)),
);

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The stage that a function begins, or that of whoever calls it. */
function stageAt({ callFrame: { functionName, url } }: Node, around: string): string {
  if (/^node:internal\/(?:modules|bootstrap|process\/esm)/.test(url)) return starting;
  // Functions of other programs may have the same names.
  if (url !== '' && !/\/dist\/[^/]+$|^node:fs$/.test(url)) return around;
  return stageOf.get(functionName) ?? around;
}

/** How many microseconds each stage took, and all that is none under ''. */
function sumUp({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stageOfNode = new Map<number, string>();
  const visit = (node: Node, around: string): void => {
    const stage = stageAt(node, around);
    stageOfNode.set(node.id, stage);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) visit(child, stage);
    }
  };
  if (nodes[0] !== undefined) visit(nodes[0], '');
  const sums = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const stage = stageOfNode.get(id) ?? '';
    sums.set(stage, (sums.get(stage) ?? 0) + (timeDeltas[index] ?? 0));
  }
  return sums;
}

const count = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), 'lvsgen-profile-'));

/** Renders, and tells how many milliseconds each stage took. */
function profiled(name: string): Map<string, number> {
  const place = join(folder, name);
  const argv = ['--cpu-prof', '--cpu-prof-dir', place, join(root, 'dist/bin.js')];
  execFileSync(process.execPath, [...argv, 'render', '--no-lint'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const [file = ''] = readdirSync(place);
  const sums = sumUp(JSON.parse(readFileSync(join(place, file), 'utf8')) as Profile);
  return new Map(Array.from(sums, ([stage, microseconds]) => [stage, microseconds / 1000]));
}

try {
  writeConfig(folder, clusters(count));
  const sides = [profiled('first'), profiled('again')];
  process.stdout.write(
    `| ${count} clusters | first | again, nothing changed |\n| --- | --- | --- |\n`,
  );
  for (const stage of [...Object.keys(stages), '']) {
    const cells = sides.map((sums) => {
      const all = [...sums.values()].reduce((sum, one) => sum + one, 0);
      const own = sums.get(stage) ?? 0;
      return `${own.toFixed(0)} ms, ${((100 * own) / all).toFixed(0)} %`;
    });
    process.stdout.write(`| ${stage === '' ? 'all else' : stage} | ${cells.join(' | ')} |\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
