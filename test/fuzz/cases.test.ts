import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkHostile, folderOf, hostileConfigs } from './cases.ts';
import { textFault } from './documented.ts';
import { inFolder } from './folder.ts';

it.concurrent.for(hostileConfigs)('%s', async (name, { expect: expectHere }) => {
  const said = await inFolder((place) => checkHostile(name, place));
  expectHere(said).toMatch(/\nexit code [012]\n$/);
  expectHere(textFault(said)).toBeUndefined();
  await expectHere(said).toMatchFileSnapshot(join(folderOf(name), 'expected.txt'));
});
