import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('writes a config that names the schema, and says what to do next', async () => {
  const folder = temporaryFolder();
  expect(await lvsgen(folder, ['init'])).toEqual({
    code: 0,
    stdout: '',
    stderr: 'wrote lvsgen.yaml: change the VIPs, then run lvsgen render\n',
  });
  const [first] = readFileSync(join(folder, 'lvsgen.yaml'), 'utf8').split('\n');
  expect(first).toBe('# yaml-language-server: $schema=./node_modules/lvsgen/schema.json');
});

it('writes a config that renders, with its commented keys switched on as well', async () => {
  const folder = temporaryFolder();
  const shellcheck = fakeShellCheck('clean');
  await lvsgen(folder, ['init']);
  const rendered = await lvsgen(folder, ['render', '--shellcheck', shellcheck]);
  expect(rendered.code, rendered.stderr).toBe(0);
  expect(Object.keys(treeOf(join(folder, 'generated')))).toHaveLength(6);

  const starter = readFileSync(join(folder, 'lvsgen.yaml'), 'utf8');
  const complete = starter.replaceAll(/^ {4}# /gm, '    ');
  expect(complete).not.toBe(starter);
  put(folder, 'lvsgen.yaml', complete);
  expect(await lvsgen(folder, ['render', '--shellcheck', shellcheck])).toMatchObject({ code: 0 });
});

it('leaves a config that is there as it is', async () => {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.yaml', 'mine\n');
  expect(await lvsgen(folder, ['init'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: lvsgen.yaml is here already\n  = help: change that one, or move it away first\n',
  });
  expect(treeOf(folder)).toEqual({ 'lvsgen.yaml': '644 mine\n' });
});

it('says why it cannot write', async () => {
  const folder = join(temporaryFolder(), 'file');
  writeFileSync(folder, '');
  const { code, stderr } = await lvsgen(folder, ['init']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^lvsgen.yaml: error: cannot write this: .*\(EEXIST\)\n {2}= help: .*\n$/);
});
