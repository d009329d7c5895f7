// The example suite of docs/library.md, run as a user would.
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Ended, runNode } from '../commands/bin.ts';
import { otherVip, renderedProject } from '../commands/project.ts';
import { read, root } from '../docs/markdown.ts';
import { put, treeOf } from '../output/tree.ts';
import { linkDependencies } from '../package/install.ts';

it('keeps a file for each script, as render writes it, and shows what a change of the config does', async () => {
  const folder = await renderedProject();
  installPackage(folder);
  symlinkSync(join(root, 'node_modules', 'vitest'), join(folder, 'node_modules', 'vitest'));
  put(folder, 'lvs.test.ts', read('test/library/example-suite.ts'));
  // Snapshots that are missing are a failure in CI.
  const vitest = (CI: string): Ended =>
    runNode(folder, ['node_modules/vitest/vitest.mjs', 'run'], { env: { CI, NO_COLOR: '1' } });
  expect(vitest('').stdout).toMatch(/Snapshots +6 written/);
  const snapshots = Object.entries(treeOf(join(folder, 'snapshots')));
  expect(snapshots).toHaveLength(5);
  const rendered = treeOf(join(folder, 'generated'));
  for (const [path, text] of snapshots) expect(text.slice(4)).toBe(rendered[path]?.slice(4));

  put(folder, 'lvsgen.yaml', otherVip.replace('el6', 'el8'));
  const { code, stdout, stderr } = vitest('true');
  expect(code).toBe(1);
  expect(stdout + stderr).toContain("+ vips='192.168.10.99/32 dev lo'");
  expect(stdout + stderr).toMatch(/^- "?755 web\/real-server\/el6\/etc\/rc\.d\/init\.d\/lvs-web$/m);
});

/** Puts the package there as it would be published. */
function installPackage(folder: string): void {
  for (const name of ['package.json', 'dist', 'templates'])
    cpSync(join(root, name), join(folder, 'node_modules', 'lvsgen', name), { recursive: true });
  linkDependencies(join(folder, 'node_modules'));
}
