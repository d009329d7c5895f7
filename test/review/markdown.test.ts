import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../../src/roles/artifact.ts';
import { longestComment, reviewMarkdown } from '../../src/review/markdown.ts';
import { compareTrees, type Tree } from '../../src/review/review.ts';
import { rendered } from '../output/tree.ts';

const heading = { command: 'lvsgen diff main', base: 'commit 0123456789ab' };

const tree = (files: readonly RenderedFile[], out = 'generated'): Tree => ({ out, files });

function markdown(
  before: readonly RenderedFile[],
  after: readonly RenderedFile[],
): Promise<string> {
  return reviewMarkdown(compareTrees([tree(before)], [tree(after)]), heading);
}

const script = (cluster: string, body?: string, mode?: 0o755 | 0o644): RenderedFile =>
  rendered(`${cluster}/real-server/el6/etc/rc.d/init.d/lvs-${cluster}`, body, mode);

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `c${String(index).padStart(4, '0')}`);

describe('a review in Markdown', () => {
  it('groups executable bits, apart from what else changes in one of the files', async () => {
    const text = await markdown(
      [script('mail', 'a', 0o644), script('web', 'a', 0o644)],
      [script('mail', 'a'), script('web', 'b')],
    );
    expect(text.match(/^old mode/gm)).toHaveLength(1);
    expect(text).toContain('\nold mode 100644\nnew mode 100755\n```\n\nThe same in 2 files:\n');
    expect(text).toContain('\n-a\n+b\n```\n');
  });

  it('shows once what is the same but for the name, and apart what only looks like it', async () => {
    const before = ['web', 'web-2'].map((name) => script(name, `x ${name} lvs-${name}`));
    const same = ['web', 'web-2'].map((name) => script(name, `y ${name} lvs-${name}-director`));
    const one = await markdown(before, same);
    expect(one.match(/```diff/g)).toHaveLength(1);
    expect(one).toContain('+y web-2 lvs-web-2-director\n');
    // In both scripts the same words, which are about oneself in one of them only.
    const other = await markdown(
      before,
      ['web', 'web-2'].map((name) => script(name, 'y web lvs-web-2')),
    );
    expect(other.match(/```diff/g)).toHaveLength(2);
  });

  it('tells the same change in two places of a file as two', async () => {
    const lines = (first: string, last: string): string => [first, ...names(20), last].join('\n');
    const text = await markdown(
      [script('mail', lines('a', 'a')), script('web', lines('a', 'a'))],
      [script('mail', lines('b', 'b')), script('web', lines('b', 'a'))],
    );
    expect(text).toContain('### 2 clusters: ');
    expect(text).toContain('### `mail`: ');
    expect(text.match(/^\+b$/gm)).toHaveLength(2);
  });

  it('shows a neighbouring change of another group as it is afterwards', async () => {
    const text = await markdown(
      [script('mail', 'a\n1\n2'), script('web', 'a\n1\n2')],
      [script('mail', 'b\n1\n2'), script('web', 'b\n1\n3')],
    );
    expect(text).toContain('\n b\n 1\n-2\n+3\n');
  });

  it('puts the output folder in front where there are several', async () => {
    const review = compareTrees(
      [tree([script('web', 'a')], 'east/generated'), tree([script('web', 'a')], 'west/`x`')],
      [tree([script('web', 'b')], 'east/generated'), tree([script('web', 'b')], 'west/`x`')],
    );
    const text = await reviewMarkdown(review, heading);
    expect(text).toContain('2 files changed, in 2 clusters');
    expect(text).toContain('- 2 clusters: ``east/generated/web, west/`x`/web``\n');
    expect(text).toContain('+++ b/east/generated/web/real-server/el6/');
  });

  it('names what is gone with an output folder, and what is new with one', async () => {
    const review = compareTrees(
      [tree([script('web')], 'a'), tree([script('web')], 'b')],
      [tree([script('web')], 'b')],
    );
    expect(review.changes.map(({ kind, out, path }) => [kind, out + path])).toEqual([
      ['removed', 'a/web/real-server/el6/etc/rc.d/init.d/lvs-web'],
      ['removed', 'a/lvsgen.files'],
    ]);
    expect(await reviewMarkdown(review, heading)).toContain('`a/web` gone');
  });

  it('says so where nothing but the list of files differs', async () => {
    const file = script('web');
    const after = { isExecutable: false, text: `${file.path}\n` };
    const nodes = new Set<string>();
    const review = {
      changes: [{ kind: 'added', out: '', path: 'lvsgen.files', after }] as const,
      nodesBefore: nodes,
      nodesAfter: nodes,
    };
    expect(await reviewMarkdown(review, heading)).toContain(
      'No script or unit differs from commit',
    );
  });

  it('is the same whatever the order of the files', async () => {
    const before = names(5).map((name) => script(name, 'a'));
    const after = names(6).map((name) => script(name, name < 'c0003' ? 'b' : name));
    const forwards = await markdown(before, after);
    expect(await markdown(before.toReversed(), after.toReversed())).toBe(forwards);
  });
});

describe('a comment that would be too long', () => {
  it('is shortened first: patches and lists', async () => {
    const long = (word: string): string =>
      names(900)
        .map((name) => word + name)
        .join('\n');
    const text = await markdown(
      [script('web', long('a'.repeat(200))), ...names(200).map((name) => script(name, 'a'))],
      [script('web', long('b'.repeat(200))), ...names(200).map((name) => script(name, 'b'))],
    );
    expect(text.length).toBeLessThan(longestComment);
    expect(text).toMatch(/\n```\n\n\d+ more lines of this change left out\.\n/);
    expect(text).toContain('c0059` and 140 more\n');
    expect(text).not.toContain('Left out:');
  });

  it('is cut, and says what is left out and what prints it', async () => {
    const text = await markdown(
      names(2000).map((name) => script(name, 'a')),
      names(2000).map((name, index) => script(name, index < 1000 ? 'b' : `b ${index}`)),
    );
    expect(text.length).toBeLessThanOrEqual(longestComment);
    expect(text).toContain('### 1000 clusters: ');
    const [, changes, files, clusters] =
      /\*\*Left out: (\d+) more changes, in (\d+) files of (\d+) clusters\.\*\* .*`lvsgen diff main` prints all\.\n$/.exec(
        text,
      ) ?? [];
    expect(Number(changes)).toBe(1001 - (text.match(/```diff/g) ?? []).length);
    expect([files, clusters]).toEqual([changes, changes]);
  });

  it('has room for a command line of any length', async () => {
    const review = compareTrees([tree([script('web', 'a')])], [tree([script('web', 'b')])]);
    const long = { ...heading, command: `lvsgen diff ${'--cluster web '.repeat(9000)}` };
    expect((await reviewMarkdown(review, long)).length).toBeLessThan(longestComment);
  });
});

describe('with a selection', () => {
  const before = [script('mail', 'a'), script('web', 'a')];

  it('compares what is selected, and lists the rest as it was', () => {
    const after = [script('shop'), script('web', 'b')];
    const review = compareTrees([tree(before)], [tree(after)], { clusters: ['web', 'shop'] });
    expect(review.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'added shop/real-server/el6/etc/rc.d/init.d/lvs-shop',
      'changed web/real-server/el6/etc/rc.d/init.d/lvs-web',
      'changed lvsgen.files',
    ]);
    expect(review.changes.at(-1)?.after?.text).toBe(
      ['mail', 'shop', 'web'].map((name) => `${script(name).path}\n`).join(''),
    );
  });

  it('finds no difference where all is outside of it', () => {
    const after = [script('mail', 'b'), script('web', 'a')];
    const review = compareTrees([tree(before)], [tree(after)], { clusters: ['web'] });
    expect(review.changes).toEqual([]);
  });
});
