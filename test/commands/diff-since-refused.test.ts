import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { put, temporaryFolder } from '../output/tree.ts';
import { commit, git, putAll, repository, useGit } from '../revision/repository.ts';
import { diff, json, moreVips } from './diff-since.ts';
import { fourLines } from './project.ts';

const place = useGit();

describe('what cannot be compared', () => {
  it.each([
    ['nowhere', 'git knows no revision "nowhere" that is a commit', 'fetch-depth: 0'],
    ['1234567', 'git knows no revision "1234567"', ''],
    ['a\nb', 'git knows no revision "a\\nb"', ''],
    ['', 'git knows no revision ""', ''],
    ['HEAD:lvsgen.yaml', 'git knows no revision "HEAD:lvsgen.yaml"', ''],
    ['main...HEAD', 'git knows no revision', '$(git merge-base main HEAD)'],
  ])('is the revision %j', async (rev, message, hint) => {
    const folder = repository({ 'lvsgen.yaml': fourLines });
    const { code, stdout, stderr } = await diff(folder, [rev]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });

  it('is what a shallow clone does not have', async () => {
    const origin = repository({ 'lvsgen.yaml': fourLines });
    commit(origin, { 'lvsgen.yaml': moreVips });
    const clone = temporaryFolder();
    git(clone, 'clone', '--quiet', '--depth=1', `file://${origin}`, '.');
    expect((await diff(clone, ['HEAD^'])).stderr).toContain('fetch-depth: 0');
  });

  it('is a revision without the config', async () => {
    const folder = repository({ 'sites/notes': '' });
    putAll(folder, { 'lvsgen.yaml': fourLines });
    const looked = await diff(join(folder, 'sites'), ['HEAD']);
    expect(looked).toMatchObject({ code: 2, stdout: '' });
    expect(looked.stderr).toMatch(
      /^error: there is no config: lvsgen.yaml, .* were looked for in HEAD:sites and/,
    );
    const named = await diff(folder, ['HEAD', '-c', 'lvsgen.yaml']);
    expect(named.stderr).toMatch(
      /^error: this revision has no config lvsgen.yaml\n {2}= help: .*git log/,
    );
  });

  it('is a config from standard input, or from outside of the repository', async () => {
    const folder = repository({ 'lvsgen.yaml': fourLines });
    const stdin = await diff(folder, ['HEAD', '-c', '-']);
    expect(stdin).toMatchObject({ code: 2, stdout: '' });
    expect(stdin.stderr).toMatch(/^error: the config is read from standard input, of which/);
    const other = temporaryFolder();
    put(other, 'lvsgen.yaml', fourLines);
    const outside = await diff(folder, ['HEAD', '-c', join(other, 'lvsgen.yaml')]);
    expect(outside).toMatchObject({ code: 2, stdout: '' });
    expect(outside.stderr).toContain('lvsgen.yaml lies outside of the repository');
  });

  it.each([
    ['yaml', fourLines.replace('vips', 'vip'), ':2:3: error: clusters.web.vips: '],
    ['yaml', 'clusters: [', ': error: '],
    ['json', '{"clusters": nope}', ':1:15: error: '],
    ['ts', `throw new Error('no');`, ':1:1: error: the config throws Error: no'],
    ['ts', `import './gone.ts'; export default {}`, "Cannot find module './gone.ts'"],
  ])('is a %s config that is wrong there: %j', async (ending, text, message) => {
    const folder = repository({ [`sites/lvsgen.${ending}`]: text });
    git(folder, 'branch', 'old');
    const good = ending === 'yaml' ? fourLines : json(fourLines);
    putAll(folder, {
      [`sites/lvsgen.${ending}`]: ending === 'ts' ? `export default ${good}` : good,
    });
    const { code, stdout, stderr } = await diff(join(folder, 'sites'), ['old']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^old:sites/lvsgen.${ending}:`));
    expect(stderr).toContain(message);
    expect(stderr).not.toContain(place.temporary);
  });

  it('is a folder of no repository, or where there is no git', async () => {
    const folder = temporaryFolder();
    put(folder, 'lvsgen.yaml', fourLines);
    const nowhere = await diff(folder, ['HEAD']);
    expect(nowhere).toMatchObject({ code: 2, stdout: '' });
    expect(nowhere.stderr).toContain('not a git repository');
    const bare = repository({ 'lvsgen.yaml': fourLines });
    expect((await diff(bare, ['HEAD'], { PATH: folder })).stderr).toContain(
      'a revision needs git and tar',
    );
  });
});
