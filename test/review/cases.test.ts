// A case is a folder in cases/ with a config before.yaml and what becomes of it, after.yaml. `npx vitest -u` writes
// beside them what `lvsgen diff` says of a revision with the first, for a pull request. Read it before you commit it.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, render } from '../../src/index.ts';
import { type FileChange, patchOf } from '../../src/output/file-change.ts';
import { compareTrees, type Review } from '../../src/review/review.ts';
import { longestComment, reviewMarkdown } from '../../src/review/markdown.ts';
import { renderInto } from '../output/render-into.ts';
import { temporaryFolder, treeOf } from '../output/tree.ts';
import type { RenderedFile } from '../../src/roles/artifact.ts';

const root = join(import.meta.dirname, 'cases');
const cases = readdirSync(root).map((name) => ({ name, folder: join(root, name) }));

async function patchOfAll(changes: readonly FileChange[]): Promise<string> {
  return (await Promise.all(changes.map(patchOf))).join('');
}

describe.for(cases)('$name', ({ folder }) => {
  const rendered = async (file: string): Promise<readonly RenderedFile[]> => [
    ...render(await loadConfig({ cwd: folder, file })).values(),
  ];
  const reviewed = async (): Promise<Review> =>
    compareTrees(
      [{ out: 'generated', files: await rendered('before.yaml') }],
      [{ out: 'generated', files: await rendered('after.yaml') }],
    );

  it('as a patch, which makes of the old tree the new one', async () => {
    const { changes } = await reviewed();
    const patch = await patchOfAll(changes);
    const [byGit, byPatch, wanted] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    await renderInto(byGit, await rendered('before.yaml'));
    cpSync(byGit, byPatch, { recursive: true });
    await renderInto(wanted, await rendered('after.yaml'));
    execFileSync('git', ['apply', '-'], { cwd: byGit, input: patch, stdio: 'pipe' });
    execFileSync('patch', ['-p1', '-s'], { cwd: byPatch, input: patch, stdio: 'pipe' });
    expect(treeOf(byGit)).toEqual(treeOf(wanted));
    expect(treeOf(byPatch)).toEqual(treeOf(wanted));
  });

  it('as Markdown', async () => {
    const heading = { command: 'lvsgen diff main', base: 'commit 0123456789ab' };
    const text = await reviewMarkdown(await reviewed(), heading);
    await expect(text).toMatchFileSnapshot(join(folder, 'expected.md'));
    expect(text.length).toBeLessThan(longestComment);
    expect(text).not.toMatch(/undefined|\[object|\n\n\n/);
  });
});
