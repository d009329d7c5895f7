import { execFileSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importedModules } from '../../src/config/read-typescript.ts';
import { put, temporaryFolder } from '../output/tree.ts';

/** The modules that `lvsgen.ts` imports, below its folder. */
async function modulesIn(folder: string): Promise<readonly string[]> {
  const found = await importedModules(join(folder, 'lvsgen.ts'));
  return found.map((path) => path.slice(folder.length + 1)).sort();
}

it('finds what is imported, in every form and through other modules, once', async () => {
  const folder = temporaryFolder();
  put(
    folder,
    'lvsgen.ts',
    `import { a } from './a.ts';
import type { B } from "./b";
export * from './lib/c.js';
const d = await import('./d.ts');
const e = require('./e.json');
import './missing.ts';
import { defineConfig } from 'lvsgen';
`,
  );
  put(folder, 'a.ts', "import './lib/f.ts';\nimport './lvsgen.ts';\n");
  put(folder, 'b.ts', "import './a.ts';\n");
  for (const name of ['lib/c.ts', 'd.ts', 'e.json', 'lib/f.ts']) put(folder, name, '');
  expect(await modulesIn(folder)).toEqual([
    'a.ts',
    'b.ts',
    'd.ts',
    'e.json',
    'lib/c.ts',
    'lib/f.ts',
    'missing.ts',
  ]);
});

it('finds what text tells: imports in comments too, and none by a template literal', async () => {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.ts', "// import './a.ts';\nawait import(`./b.ts`);\n");
  put(folder, 'a.ts', '');
  put(folder, 'b.ts', '');
  expect(await modulesIn(folder)).toEqual(['a.ts']);
});

it('does not read what is no file, or larger than what people write', async () => {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.ts', "import './pipe.ts';\nimport './large.ts';\nimport './folder.ts';\n");
  execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe.ts')]);
  put(folder, 'large.ts', "import './other.ts';\n");
  truncateSync(join(folder, 'large.ts'), 10 * 1024 * 1024 + 1);
  put(folder, 'folder.ts/other.ts', '');
  expect(await modulesIn(folder)).toEqual(['folder.ts', 'large.ts', 'pipe.ts']);
});
