// A case is a folder in cases/ with a lvsgen.yaml. `npx vitest -u` writes beside it the specs that `lvsgen rpm` makes
// of it, in expected/, and what it says. Read both before you commit them.
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow } from '../output/tree.ts';
import { lvsgen, withoutFrames } from '../commands/lvsgen.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';

const folder = join(import.meta.dirname, 'cases');

it.for(readdirSync(folder))('%s', async (name) => {
  const cwd = temporaryFolder();
  copyFileSync(join(folder, name, 'lvsgen.yaml'), join(cwd, 'lvsgen.yaml'));
  const { code, stdout, stderr } = await lvsgen(cwd, ['rpm', '--no-lint']);
  const said = withoutFrames(`${stdout}${stderr}exit code ${code}\n`);
  await expect(said).toMatchFileSnapshot(join(folder, name, 'expected.txt'));
  const specs = filesBelow(join(cwd, 'rpm')).filter((path) => path.endsWith('.spec'));
  for (const path of specs) {
    const text = readFileSync(join(cwd, 'rpm', path), 'utf8');
    await expect(text).toMatchFileSnapshot(join(folder, name, 'expected', path));
    expect(text).not.toMatch(/[ \t]$/m);
  }
  const leftovers = filesBelow(join(folder, name, 'expected')).filter(
    (one) => !specs.includes(one),
  );
  expect(leftovers, 'no longer rendered, so to be deleted').toEqual([]);
});
