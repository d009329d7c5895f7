// Configs that are refused, and what each is told. `npx vitest -u` writes that: read it before you commit it.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lvsgen } from '../commands/lvsgen.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';

it.for(['refused-rules', 'refused-values'])('%s', async (name) => {
  const cwd = temporaryFolder();
  copyFileSync(join(import.meta.dirname, `${name}.yaml`), join(cwd, 'lvsgen.yaml'));
  const { code, stdout, stderr } = await lvsgen(cwd, ['check']);
  expect(code).toBe(2);
  const told = (stderr + stdout).split('\n').filter((line) => / error: |= help: /.test(line));
  const text = told.map((line) => `${line}\n`).join('');
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, `${name}.txt`));
});
