import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, project } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('finds the config in a folder above and renders beside it', async () => {
  const folder = project();
  const below = join(folder, 'deep', 'er');
  mkdirSync(below, { recursive: true });
  const { code, stderr } = await lvsgen(below, ['render', '--no-lint']);
  expect(code).toBe(0);
  expect(stderr).toContain(`\n${folder}/generated: 6 created\n`);
  expect(treeOf(below)).toEqual({});
  expect(await lvsgen(below, ['check'])).toMatchObject({ code: 0 });
});

it('names a config above by its way from here', async () => {
  const folder = project('clusters: {}\n');
  const below = join(folder, 'below');
  mkdirSync(below);
  const { stderr } = await lvsgen(below, ['check']);
  expect(stderr).toMatch(/^\.\.\/lvsgen.yaml:1:11: error: clusters: /);
});

it('renders beside the config that is named', async () => {
  const folder = temporaryFolder();
  put(folder, 'sites/tokyo.yaml', fourLines);
  const { code, stderr } = await lvsgen(folder, ['render', '--no-lint', '-c', 'sites/tokyo.yaml']);
  expect(code).toBe(0);
  expect(stderr).toContain('\nsites/generated: 6 created\n');
});

it('reads a config from stdin, and renders into the current folder', async () => {
  const folder = temporaryFolder();
  const stdin = { stdin: fourLines };
  const options = ['--config', '-'];
  expect(await lvsgen(folder, ['render', '--no-lint', ...options], stdin)).toMatchObject({
    code: 0,
  });
  expect(Object.keys(treeOf(join(folder, 'generated')))).toHaveLength(6);
  expect(await lvsgen(folder, ['check', ...options], stdin)).toMatchObject({ code: 0 });
});

it('names stdin in errors', async () => {
  const { code, stderr } = await lvsgen(temporaryFolder(), ['check', '-c', '-'], {
    stdin: fourLines.replace('vips', 'vip'),
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^<stdin>:2:3: error: clusters.web.vips: vips is missing/);
});

it.for([
  ['missing.yaml', 'missing.yaml: error: there is no such file'],
  ['.', '.: error: this is a folder'],
  ['', 'error: the name of the config is empty'],
] as const)('refuses %j as a config', async ([name, message]) => {
  const { code, stderr } = await lvsgen(project(), ['check', `--config=${name}`]);
  expect(code).toBe(2);
  expect(stderr.startsWith(message), stderr).toBe(true);
});

it('asks which one is meant where a folder has several', async () => {
  const folder = project();
  put(folder, 'lvsgen.json', '{}');
  const { code, stderr } = await lvsgen(folder, ['check']);
  expect(code).toBe(2);
  expect(stderr).toContain('has several configs: lvsgen.yaml, lvsgen.json\n');
});
