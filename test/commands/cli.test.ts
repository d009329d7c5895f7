// What no transcript shows.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { helpOf, lvsgen } from './lvsgen.ts';
import { fourLines, project } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

// After a change of a template: npm start, then read the whole diff of generated/.
it('finds generated/ of this project to be what lvsgen.yaml renders to', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { code, stdout, stderr } = await lvsgen(root, ['check']);
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '' });
});

it('finds nothing in the four-line config with the real linters', async () => {
  expect(await lvsgen(project(), ['lint'])).toMatchObject({ code: 0 });
});

it('has help in ASCII, as the bundle measures it', async () => {
  const all = await helpOf();
  expect(all).toMatch(/^[\n -~]+$/);
  const names = all.match(/(?<=^ {2}lvsgen )(?!completion)\w+/gm) ?? [];
  expect(names).toContain('render');
  for (const name of names) expect(await helpOf(name)).toMatch(/^[\n -~]+--[\n -~]+$/);
});

it('schema prints a JSON Schema that takes the four-line config and refuses slips in it', async () => {
  const { code, stdout, stderr } = await lvsgen(temporaryFolder(), ['schema']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const schema = z.fromJSONSchema(JSON.parse(stdout) as z.core.JSONSchema.JSONSchema);
  const accepts = (config: string): boolean => schema.safeParse(parse(config)).success;
  const part = fourLines.replace('    mode: dr\n', '');
  expect(accepts(fourLines)).toBe(true);
  expect(accepts(`defaults: { mode: dr }\n${part}`)).toBe(true);
  for (const [right, wrong] of [
    ['vips', 'vip'],
    ['el6', 'el5'],
    ['192.168.10.12', '192.168.10.300'],
    ['    mode: dr\n', ''],
  ] as const) {
    expect(accepts(fourLines.replace(right, wrong)), wrong).toBe(false);
  }
});
