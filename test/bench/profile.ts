// npm run profile: where the time of a render of 10,000 clusters goes that changes nothing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../docs/markdown.ts';
import { clusters, writeConfig } from './clusters.ts';

/** What a run does, by the functions that do it: what these call belongs to them, but for what is a stage of its own. */
const stages: Readonly<Record<string, readonly string[]>> = {
  'reading the YAML': ['readYaml'],
  'checking the clusters': ['resolveConfigs'],
  'deciding what to render': ['artifactsOf'],
  'evaluating the templates': ['evaluate'],
  'escaping values': ['escaped'],
  'reading folders': ['readdirSync'],
  'reading files': ['readOnDisk'],
  'comparing, but for reading': ['compare', 'compareFile', 'survey'],
  'telling what was done': ['account'],
  'collecting garbage': ['(garbage collector)'],
};

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** How many microseconds each stage took, and all that is none under ''. */
function sumUp({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const stageOf = new Map(
    Object.entries(stages).flatMap(([stage, names]) => names.map((name) => [name, stage] as const)),
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stageOfNode = new Map<number, string>();
  const visit = (node: Node, around: string): void => {
    const stage = stageOf.get(node.callFrame.functionName) ?? around;
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

const folder = mkdtempSync(join(tmpdir(), 'lvsgen-profile-'));
try {
  writeConfig(folder, clusters(10_000));
  const run = (...options: readonly string[]): void => {
    const argv = [...options, join(root, 'dist/bin.js'), 'render', '--no-lint'];
    execFileSync(process.execPath, argv, { cwd: folder, stdio: 'ignore' });
  };
  run();
  run();
  run('--cpu-prof', '--cpu-prof-dir', join(folder, 'profile'));
  const [name = ''] = readdirSync(join(folder, 'profile'));
  const text = readFileSync(join(folder, 'profile', name), 'utf8');
  const sums = sumUp(JSON.parse(text) as Profile);
  const all = [...sums.values()].reduce((sum, one) => sum + one, 0);
  for (const stage of [...Object.keys(stages), '']) {
    const share = (100 * (sums.get(stage) ?? 0)) / all;
    process.stdout.write(`| ${stage === '' ? 'all else' : stage} | ${share.toFixed(0)} % |\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
