// The commands that need no config: init and schema.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, project } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('init writes a config that names the schema and renders, its commented keys too', async () => {
  const folder = temporaryFolder();
  expect(await lvsgen(folder, ['init'])).toEqual({
    code: 0,
    stdout: '',
    stderr: 'wrote lvsgen.yaml: change the VIPs, then run lvsgen render\n',
  });
  const starter = readFileSync(join(folder, 'lvsgen.yaml'), 'utf8');
  expect(starter).toMatch(
    /^# yaml-language-server: \$schema=.\/node_modules\/lvsgen\/schema.json\n/,
  );
  expect(await lvsgen(folder, ['render', '--no-lint'])).toMatchObject({ code: 0 });
  const complete = starter.replaceAll(/^ {4}# /gm, '    ');
  expect(complete).not.toBe(starter);
  put(folder, 'lvsgen.yaml', complete);
  expect(await lvsgen(folder, ['render', '--no-lint'])).toMatchObject({ code: 0 });
});

it('init leaves a config that is there as it is', async () => {
  const folder = project('mine\n');
  expect(await lvsgen(folder, ['init'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: lvsgen.yaml is here already\n  = help: change that one, or move it away first\n',
  });
  expect(treeOf(folder)).toEqual({ 'lvsgen.yaml': '644 mine\n' });
});

it('init says why it cannot write', async () => {
  const folder = join(temporaryFolder(), 'file');
  writeFileSync(folder, '');
  const { code, stderr } = await lvsgen(folder, ['init']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^lvsgen.yaml: error: cannot write this: .*\n {2}= help: .*\n$/);
});

it('schema prints a JSON Schema that takes the four-line config and refuses slips in it', async () => {
  const { code, stdout, stderr } = await lvsgen(temporaryFolder(), ['schema']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const schema = z.fromJSONSchema(JSON.parse(stdout) as z.core.JSONSchema.JSONSchema);
  const accepts = (config: string): boolean => schema.safeParse(parse(config)).success;
  const part = fourLines.replace('    mode: dr\n', '');
  expect(accepts(fourLines)).toBe(true);
  expect(accepts(`defaults: { mode: dr }\n${part}`)).toBe(true);
  for (const wrong of [
    fourLines.replace('vips', 'vip'),
    fourLines.replace('el6', 'el5'),
    fourLines.replace('192.168.10.12', '192.168.10.300'),
    part,
    `defaults: { mods: dr }\n${part}`,
  ]) {
    expect(accepts(wrong), wrong).toBe(false);
  }
});
