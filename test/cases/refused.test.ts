// Configs that are refused. `npx vitest -u` writes beside each what `lvsgen check` says; read it before you commit it.
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lvsgen, withoutFrames } from '../commands/lvsgen.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';

const folder = join(import.meta.dirname, 'refused');
const names = readdirSync(folder).flatMap((name) => /^(.*)\.yaml$/.exec(name)?.[1] ?? []);

it.each(names)('%s', async (name) => {
  const cwd = temporaryFolder();
  copyFileSync(join(folder, `${name}.yaml`), join(cwd, 'lvsgen.yaml'));
  const { code, stdout, stderr } = await lvsgen(cwd, ['check']);
  expect(code).toBe(2);
  await expect(withoutFrames(stderr + stdout)).toMatchFileSnapshot(join(folder, `${name}.txt`));
});
