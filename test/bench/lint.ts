import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusters, writeConfig } from './clusters.ts';
import { timeProcess } from './process.ts';
import { readTree } from './read-tree.ts';
import type { Bench, Row, Sides } from './row.ts';
import { missingPrograms, searchPath } from './tools.ts';

const node = process.execPath;
const env = { ...process.env, PATH: searchPath };
const missing = (): Promise<readonly string[]> =>
  missingPrograms({ shellcheck: 'apt-get install shellcheck' });

function project(
  bench: Bench,
  count: number,
): { folder: string; run: (...argv: string[]) => number } {
  const folder = bench.folder();
  const program = bench.lvsgen();
  writeConfig(folder, clusters(count));
  const run = (...argv: string[]): number =>
    timeProcess(node, [program, ...argv], { cwd: folder, env });
  return { folder, run };
}

/** How long linting takes. */
export const lint: readonly Row[] = [
  {
    name: 'lint-many',
    what: 'lint of 10000 clusters that differ in addresses and names',
    against: 'reading the files plus lint of one',
    toReach: 2,
    rounds: 3,
    missing,
    prepare(bench: Bench): Sides {
      const [one, many] = [project(bench, 1), project(bench, 10_000)];
      many.run('render', '--no-lint');
      return {
        what: () => many.run('lint'),
        against: () => readTree(join(many.folder, 'generated')) + one.run('lint'),
      };
    },
  },
  {
    name: 'lint-cold',
    what: 'render with lint of one cluster',
    against: 'ShellCheck alone on the same files',
    toReach: 2,
    missing,
    prepare(bench: Bench): Sides {
      const { folder, run } = project(bench, 1);
      run('render', '--no-lint');
      const scripts = scriptsIn(join(folder, 'generated'));
      return {
        what: () => run('render', '--out', bench.folder()),
        against: () => timeProcess('shellcheck', ['-S', 'style', '-s', 'sh', ...scripts], { env }),
      };
    },
  },
];

function scriptsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'utf8').startsWith('#!'));
}
