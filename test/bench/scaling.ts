import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putAside } from './aside.ts';
import { clusters, writeConfig } from './clusters.ts';
import { timeProcess } from './process.ts';
import type { Bench, Measure, Row } from './row.ts';

const node = process.execPath;

/** Makes what renders so many clusters into an empty folder and tells how long that took, or how much memory. */
function rendering(bench: Bench, count: number): { time: Measure; memory: Measure } {
  const folder = bench.folder();
  const told = join(folder, 'memory');
  const observer = join(folder, 'observer.cjs');
  writeFileSync(
    observer,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS)));`,
  );
  writeConfig(folder, clusters(count));
  const args = ['--require', observer, bench.lvsgen(), 'render', '--no-lint'];
  const time = (): number => {
    putAside(bench, join(folder, 'generated'));
    return timeProcess(node, args, { cwd: folder });
  };
  const memory = (): number => {
    time();
    return Number(readFileSync(told, 'utf8')) / 1024;
  };
  return { time, memory };
}

/** What ten times the clusters take. */
export const scaling: readonly Row[] = [
  {
    name: 'scaling-time',
    what: 'render of 10000 clusters',
    against: 'render of 1000 clusters',
    toReach: 11,
    rounds: 3,
    prepare: (bench) => ({
      what: rendering(bench, 10_000).time,
      against: rendering(bench, 1000).time,
    }),
  },
  {
    name: 'scaling-memory',
    what: 'peak memory for 10000 clusters',
    against: 'peak memory for 1000 clusters',
    toReach: 11,
    unit: 'MB',
    rounds: 1,
    prepare: (bench) => ({
      what: rendering(bench, 10_000).memory,
      against: rendering(bench, 1000).memory,
    }),
  },
  {
    name: 'memory',
    what: 'peak memory for 10000 clusters',
    against: '500 MB',
    toReach: 1,
    unit: 'MB',
    rounds: 1,
    prepare: (bench) => ({ what: rendering(bench, 10_000).memory, against: () => 500 }),
  },
];
