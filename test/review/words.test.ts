// `npx vitest -u` writes words.md from the cases of words.yaml: read it before you commit it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { resolveConfig } from '../../src/config/resolve.ts';
import { pairTrees, type Tree } from '../../src/review/file-change.ts';
import { hostWords } from '../../src/review/words.ts';

const folder = import.meta.dirname;
const text = readFileSync(join(folder, 'words.yaml'), 'utf8');
const { cases } = parse(text, { merge: true }) as {
  readonly cases: Readonly<Record<string, Readonly<Record<'before' | 'after', object>>>>;
};

const tree = (clusters: object): Tree => {
  const resolved = resolveConfig({ clusters } as never);
  return { out: '', files: [], clusters: resolved.clusters };
};

it('says what each change means on the hosts', async () => {
  const texts = Object.entries(cases).map(([name, { before, after }]) => {
    const words = hostWords(pairTrees([tree(before)], [tree(after)]), {});
    return `# ${name}\n\n${words}`;
  });
  await expect(texts.join('\n')).toMatchFileSnapshot(join(folder, 'words.md'));
});

it('tells of what is selected', () => {
  const { before, after } = cases['targets added and removed'] ?? {};
  const changes = pairTrees([tree(before ?? {})], [tree(after ?? {})]);
  const words = hostWords(changes, { targets: ['el8'], roles: ['real-server'] });
  expect(words.split('\n')).toHaveLength(4);
  expect(words).toContain('1. Install and start the real servers on el8');
  expect(hostWords(changes, { clusters: ['other'] })).toContain('Nothing: only');
});

it('ends at a number of clusters that fits into a comment', () => {
  const many = Array.from({ length: 90 }, (_, index) => [
    `c${index}`,
    { mode: 'dr', vips: [`192.0.2.${index + 1}`], targets: ['el7'] },
  ]);
  const words = hostWords(pairTrees([], [tree(Object.fromEntries(many) as object)]), {});
  expect(words).toMatch(/\nAnd 40 more clusters: --cluster selects some\.\n$/);
});
