// A case is a folder in cases/ with a config before.yaml and what becomes of it, after.yaml. `npx vitest -u` writes
// beside them what `lvsgen diff` says of a revision with the first, for a pull request. Read it before you commit it.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, render, type RenderedFile } from '../../src/index.ts';
import { compareTrees } from '../../src/review/compare-trees.ts';
import { fate, type FileChange, patchOf } from '../../src/review/file-change.ts';
import { longestComment, reviewMarkdown } from '../../src/review/markdown.ts';
import { renderInto } from '../output/render-into.ts';
import { temporaryFolder, treeOf } from '../output/tree.ts';

const root = join(import.meta.dirname, 'cases');

describe.for(readdirSync(root))('%s', (name) => {
  const folder = join(root, name);
  const rendered = async (file: string): Promise<readonly RenderedFile[]> => [
    ...render(await loadConfig({ cwd: folder, file })).values(),
  ];
  const changes = async (): Promise<readonly FileChange[]> =>
    compareTrees(
      [{ out: 'generated', files: await rendered('before.yaml') }],
      [{ out: 'generated', files: await rendered('after.yaml') }],
    );

  it('as a patch, which makes of the old tree the new one', async () => {
    const differences = (await changes()).filter((change) => fate(change) !== 'same');
    const input = differences.map(patchOf).join('');
    const [byGit, byPatch, wanted] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    await renderInto(byGit, await rendered('before.yaml'));
    cpSync(byGit, byPatch, { recursive: true });
    await renderInto(wanted, await rendered('after.yaml'));
    execFileSync('git', ['apply', '-'], { cwd: byGit, input, stdio: 'pipe' });
    execFileSync('patch', ['-p1', '-s'], { cwd: byPatch, input, stdio: 'pipe' });
    expect(treeOf(byGit)).toEqual(treeOf(wanted));
    expect(treeOf(byPatch)).toEqual(treeOf(wanted));
  });

  it('as Markdown', async () => {
    const heading = { command: 'lvsgen diff main', base: 'commit 0123456789ab' };
    const text = reviewMarkdown(await changes(), heading);
    await expect(text).toMatchFileSnapshot(join(folder, 'expected.md'));
    expect(text.length).toBeLessThan(longestComment);
    expect(text).not.toMatch(/undefined|\[object|\n\n\n/);
  });
});
