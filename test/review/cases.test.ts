// A case is a folder in cases/ with a config before.yaml and what becomes of it, after.yaml. `npx vitest -u` writes
// beside them what `lvsgen diff` says of a revision with the first, for a pull request. Read it before you commit it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { bundled } from '../../src/render/bundled.ts';
import { generate } from '../../src/render/generate.ts';
import { compareTrees, pairTrees, type Tree } from '../../src/review/file-change.ts';
import { longestComment, reviewMarkdown } from '../../src/review/markdown.ts';
import { hostWords } from '../../src/review/words.ts';

const root = join(import.meta.dirname, 'cases');

describe.for(readdirSync(root))('%s', (name) => {
  const folder = join(root, name);
  const tree = async (file: string): Promise<Tree> => {
    const { configs, clusters } = resolveConfigs([await loadConfig({ cwd: folder, file })]);
    return { out: 'generated', files: generate(configs, () => bundled), clusters };
  };
  const [before, after] = [tree('before.yaml'), tree('after.yaml')];

  it('as Markdown', async () => {
    const pairs = pairTrees([await before], [await after]);
    const words = hostWords(pairs, {});
    const heading = { command: 'lvsgen diff main', base: 'commit 0123456789ab', words };
    const changes = await Promise.all(pairs.map((pair) => compareTrees(pair)));
    const text = reviewMarkdown(changes.flat(), heading);
    await expect(text).toMatchFileSnapshot(join(folder, 'expected.md'));
    expect(text.length).toBeLessThan(longestComment);
    expect(text).not.toMatch(/undefined|\[object|\n\n\n/);
  });
});
