import { expect, it } from 'vitest';
import type { RenderedFile } from '../../src/roles/artifact.ts';
import {
  compareTrees,
  fate,
  type FileChange,
  pairTrees,
  type Tree,
} from '../../src/review/file-change.ts';
import { longestComment, reviewMarkdown } from '../../src/review/markdown.ts';
import { rendered } from '../output/tree.ts';

const heading = { command: 'lvsgen diff main', base: 'commit 0123456789ab' };

const tree = (files: readonly RenderedFile[], out = 'generated'): Tree => {
  return { out, files, clusters: [] };
};

async function markdown(
  before: readonly RenderedFile[],
  after: readonly RenderedFile[],
): Promise<string> {
  return reviewMarkdown(await compare([tree(before)], [tree(after)]), heading);
}

async function compare(
  before: readonly Tree[],
  after: readonly Tree[],
  selection = {},
): Promise<readonly FileChange[]> {
  const pairs = pairTrees(before, after);
  return (await Promise.all(pairs.map((pair) => compareTrees(pair, selection)))).flat();
}

const script = (cluster: string, body?: string): RenderedFile =>
  rendered(`${cluster}/real-server/el6/etc/rc.d/init.d/lvs-${cluster}`, body);

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `c${String(index).padStart(4, '0')}`);

it.each([
  ['the name of a service', 'y web-2 lvs-web-2-director', 'y web lvs-web-director', 1],
  ['its guard', 'y lvs-web-2-guard.service', 'y lvs-web-guard.service', 1],
  ['the name of another cluster', 'y web lvs-web-2', 'y web lvs-web-2', 2],
  ['a part of a word', 'y webs my-web xlvs-web', 'y webs my-web xlvs-web', 1],
  ['another number of lines', 'y\ny', 'y', 2],
])('shows a patch once where files differ by %s', async (_, second, first, patches) => {
  const text = await markdown(
    [script('web', 'x web'), script('web-2', 'x web-2')],
    [script('web', first), script('web-2', second)],
  );
  expect(text.match(/```diff/g)).toHaveLength(patches);
});

it('puts the output folder in front where there are several, also of one that is gone', async () => {
  const before = ['a', 'east/generated', 'west/`x`'].map((out) => tree([script('web', 'a')], out));
  const after = before.slice(1).map(({ out }) => tree([script('web', 'b')], out));
  const changes = await compare(before, after);
  const removed = changes.filter((change) => fate(change) === 'removed');
  expect(removed.map(({ out, path }) => out + path)).toEqual([`a/${script('web').path}`]);
  const text = reviewMarkdown(changes, heading);
  expect(text).toContain('### 1 file removed: `a/web`\n');
  expect(text).toContain("` of `east/generated/web, west/'x'/web`\n");
  expect(text).toContain('+++ b/east/generated/web/real-server/el6/');
});

it('shortens a long patch and a long list', async () => {
  const long = names(150).join('\n');
  const text = await markdown(
    [script('web', long), ...names(200).map((name) => script(name, 'a'))],
    [script('web', long.replaceAll('c', 'd')), ...names(200).map((name) => script(name, 'b'))],
  );
  expect(text).toMatch(/\n````\n\n\d+ more lines of this change left out\.\n/);
  expect(text).toContain('c0059` and 140 more\n');
  expect(text).not.toContain('Left out:');
});

it('fits a comment, and says what is left out and what prints it', async () => {
  const text = reviewMarkdown(
    await compare(
      [tree(names(270).map((name) => script(name, 'a')))],
      [tree(names(270).map((name, index) => script(name, index < 70 ? 'b' : `b ${index}`)))],
    ),
    { ...heading, command: `lvsgen diff ${'--cluster web '.repeat(9000)}` },
  );
  expect(text.length).toBeLessThanOrEqual(longestComment);
  expect(text).toContain('### 70 clusters\n');
  const [, changes] = /\*\*Left out: (\d+) more changes\.\*\* .* prints all\.\n$/.exec(text) ?? [];
  expect(Number(changes)).toBe(201 - (text.match(/```diff/g) ?? []).length);
});

it('compares what is selected, and lists the rest as it was', async () => {
  const before = [tree([script('mail', 'a'), script('web', 'a')])];
  const differences = (after: readonly RenderedFile[], ...clusters: string[]) =>
    compare(before, [tree(after)], { clusters });
  const found = await differences([script('shop'), script('web', 'b')], 'web', 'shop');
  expect(found.map((change) => `${fate(change)} ${change.path}`)).toEqual([
    'added shop/real-server/el6/etc/rc.d/init.d/lvs-shop',
    'changed web/real-server/el6/etc/rc.d/init.d/lvs-web',
    'changed lvsgen.files',
  ]);
  const list = ['mail', 'shop', 'web'].map((name) => `${script(name).path}\n`).join('');
  expect(found.at(-1)?.after?.text).toBe(list);
  expect(await differences([script('mail', 'b'), script('web', 'a')], 'web')).toEqual([]);
});
