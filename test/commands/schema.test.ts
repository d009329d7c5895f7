import { parse } from 'yaml';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { lvsgen } from './lvsgen.ts';
import { fourLines } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('prints a JSON Schema that accepts the four-line config and refuses a slip in it', async () => {
  const { code, stdout, stderr } = await lvsgen(temporaryFolder(), ['schema']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const schema = z.fromJSONSchema(JSON.parse(stdout) as z.core.JSONSchema.JSONSchema);
  const accepts = (config: string): boolean => schema.safeParse(parse(config)).success;
  expect(accepts(fourLines)).toBe(true);
  expect(accepts(fourLines.replace('vips', 'vip'))).toBe(false);
  expect(accepts(fourLines.replace('el6', 'el5'))).toBe(false);
  expect(accepts(fourLines.replace('192.168.10.12', '192.168.10.300'))).toBe(false);
  const part = fourLines.replace('    mode: dr\n', '');
  expect(accepts(part)).toBe(false);
  expect(accepts(`defaults: { mode: dr }\n${part}`)).toBe(true);
  expect(accepts(`defaults: { mods: dr }\n${part}`)).toBe(false);
});
