import { join } from 'node:path';
import { putAside } from './aside.ts';
import { clusters, writeConfig } from './clusters.ts';
import { timeProcess } from './process.ts';
import { readTree } from './read-tree.ts';
import type { Bench, Row, Sides } from './row.ts';

const many = 10_000;
const node = process.execPath;

/** A folder with a config of many clusters, rendered once. */
function rendered(bench: Bench): { folder: string; out: string; render: () => number } {
  const folder = bench.folder();
  const program = bench.lvsgen();
  writeConfig(folder, clusters(many));
  const render = (): number => timeProcess(node, [program, 'render', '--no-lint'], { cwd: folder });
  render();
  return { folder, out: join(folder, 'generated'), render };
}

/** How long rendering takes, as against the files alone. */
export const render: readonly Row[] = [
  {
    name: 'render-new',
    what: `render of ${many} clusters x (el6, el7) into an empty folder`,
    against: 'cp -r of the resulting tree',
    toReach: 2,
    rounds: 3,
    prepare(bench: Bench): Sides {
      const { folder, out, render: again } = rendered(bench);
      const copy = join(folder, 'copy');
      return {
        what() {
          putAside(bench, out);
          return again();
        },
        against() {
          putAside(bench, copy);
          return timeProcess('cp', ['-r', out, copy]);
        },
      };
    },
  },
  {
    name: 'render-unchanged',
    what: 'the same again, nothing changed',
    against: 'a bare Node.js script that reads every file of the tree',
    toReach: 3,
    rounds: 5,
    prepare(bench: Bench): Sides {
      const { out, render: again } = rendered(bench);
      return { what: again, against: () => readTree(out) };
    },
  },
  {
    name: 'render-changed',
    what: 'the same after one cluster changed',
    against: 'the same, nothing changed',
    toReach: 1.1,
    rounds: 5,
    prepare(bench: Bench): Sides {
      const { folder, render: again } = rendered(bench);
      let turn = 0;
      return {
        what() {
          turn += 1;
          writeConfig(folder, clusters(many, `eth${turn + 1}`));
          return again();
        },
        against: again,
      };
    },
  },
];
