import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configPaths } from '../../src/revision/config-paths.ts';
import { findCommit, findRepository } from '../../src/revision/repository.ts';
import { withRevision } from '../../src/revision/revision.ts';
import { failure } from '../lint/support.ts';
import { filesBelow } from '../cases/case.ts';
import { git, repository, useGit } from './repository.ts';

const place = useGit();

it.each(['--help', '-h', '--git-dir', '--all'])('does not take %s for an option', async (rev) => {
  const folder = repository({ file: '' });
  const found = await findRepository(folder, process.env);
  expect(await failure(findCommit(rev, found))).toContain(`git knows no revision "${rev}"`);
});

it('finds the same repository from a folder below', async () => {
  const folder = repository({ 'a/b/file': '' });
  const found = await findRepository(join(folder, 'a/b'), process.env);
  expect(found).toMatchObject({ root: folder, prefix: 'a/b/', gitDir: join(folder, '.git') });
});

it('finds the repository of another work tree, and none in a folder of git', async () => {
  const folder = repository({ file: '' });
  git(folder, 'worktree', 'add', '--quiet', '--detach', 'other');
  const found = await findRepository(join(folder, 'other'), process.env);
  expect(found).toMatchObject({ root: join(folder, 'other'), prefix: '' });
  expect(await findCommit('main', found)).toBe(git(folder, 'rev-parse', 'main').trim());
  const none = findRepository(join(folder, '.git'), process.env);
  expect(await failure(none)).toContain('this operation must be run in a work tree');
});

it('writes out no more than is needed, and removes it when the work fails', async () => {
  const folder = repository({
    'lvsgen.yaml': '',
    'sites/lvsgen.yml': '',
    'sites/own/a.hbs': '',
    'generated/web': '',
  });
  const options = { cwd: join(folder, 'sites'), env: process.env, configs: [] };
  const work = withRevision('main', options, async ({ root, cwd, templates }) => {
    expect(cwd).toBe(join(root, 'sites'));
    expect(filesBelow(root)).toEqual(['lvsgen.yaml', 'sites/lvsgen.yml']);
    expect(await templates(cwd, './own/')).toBe('./own/');
    expect(filesBelow(root)).toEqual(['lvsgen.yaml', 'sites/lvsgen.yml', 'sites/own/a.hbs']);
    expect(await templates(cwd, '../../beside')).toBe(join(folder, '../beside'));
    expect(await templates(cwd, '/srv/own')).toBe('/srv/own');
    expect(readdirSync(place.temporary)).toHaveLength(1);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(readdirSync(place.temporary)).toEqual([]);
});

const paths = ['a.yaml', 'lvsgen.json', 'sites/[x].yaml', 'sites/b.yaml', 'sites/deep/c.yml'];

it.each([
  [[], '', ['lvsgen.json']],
  [[], 'sites/deep/', ['lvsgen.json']],
  [['b.yaml', './b.yaml'], 'sites/', ['sites/b.yaml']],
  [['../a.yaml', '/repo/sites/b.yaml'], 'sites/', ['a.yaml', 'sites/b.yaml']],
  [['sites/[x].yaml'], '', ['sites/[x].yaml']],
  [['sites/*.{yaml,yml}'], '', ['sites/[x].yaml', 'sites/b.yaml']],
  [['../**/*.y?(a)ml'], 'sites/', ['a.yaml', ...paths.slice(2)]],
  [['/repo/sites/**'], '', paths.slice(2)],
])('finds %j from %j', (names, prefix, found) => {
  const from = { cwd: join('/repo', prefix), prefix };
  expect(configPaths(paths, names, from)).toEqual({ found, missing: [] });
});

it('escapes the folder that a glob is seen from', () => {
  const from = { cwd: '/repo/[x]', prefix: '[x]/' };
  const found = configPaths(['[x]/a.yaml', 'x/a.yaml'], ['*.yaml'], from);
  expect(found).toEqual({ found: ['[x]/a.yaml'], missing: [] });
});
