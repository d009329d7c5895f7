// A case is a folder in cases/ with a config before.yaml and what becomes of it, after.yaml. `npx vitest -u` writes
// beside them what `lvsgen diff` says of a revision with the first, for a pull request. Read it before you commit it.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { bundled } from '../../src/render/bundled.ts';
import { generate } from '../../src/render/generate.ts';
import { compareTrees, pairTrees, patchOf, type Tree } from '../../src/review/file-change.ts';
import { longestComment, reviewMarkdown } from '../../src/review/markdown.ts';
import { hostWords } from '../../src/review/words.ts';
import { renderInto } from '../output/render-into.ts';
import { temporaryFolder, treeOf } from '../output/tree.ts';

const root = join(import.meta.dirname, 'cases');

describe.for(readdirSync(root))('%s', (name) => {
  const folder = join(root, name);
  const tree = async (file: string): Promise<Tree> => {
    const { configs, clusters } = resolveConfigs([await loadConfig({ cwd: folder, file })]);
    return { out: 'generated', files: generate(configs, () => bundled), clusters };
  };
  const [before, after] = [tree('before.yaml'), tree('after.yaml')];

  it('as a patch, which makes of the old tree the new one', async () => {
    const changes = pairTrees([await before], [await after]).flatMap((pair) => compareTrees(pair));
    const input = changes.map(patchOf).join('');
    const [byGit, byPatch, wanted] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    await renderInto(byGit, (await before).files);
    cpSync(byGit, byPatch, { recursive: true });
    await renderInto(wanted, (await after).files);
    execFileSync('git', ['apply', '-'], { cwd: byGit, input, stdio: 'pipe' });
    execFileSync('patch', ['-p1', '-s'], { cwd: byPatch, input, stdio: 'pipe' });
    expect(treeOf(byGit)).toEqual(treeOf(wanted));
    expect(treeOf(byPatch)).toEqual(treeOf(wanted));
  });

  it('as Markdown', async () => {
    const pairs = pairTrees([await before], [await after]);
    const words = hostWords(pairs, {});
    const heading = { command: 'lvsgen diff main', base: 'commit 0123456789ab', words };
    const text = reviewMarkdown(
      pairs.flatMap((pair) => compareTrees(pair)),
      heading,
    );
    await expect(text).toMatchFileSnapshot(join(folder, 'expected.md'));
    expect(text.length).toBeLessThan(longestComment);
    expect(text).not.toMatch(/undefined|\[object|\n\n\n/);
  });
});
