// A case is a folder here with a config. `npx vitest -u` writes beside it what `lvsgen render` makes of it: the tree
// in expected/, and in expected.txt the messages and the exit code. Read both before you commit them.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { configNames } from '../../src/config/find.ts';
import { cases, filesBelow, renderCase } from './case.ts';

it.for(cases)('$name', async ({ folder, config }) => {
  expect(configNames, `${folder} has no config`).toContain(config);
  const { messages, files } = await renderCase(folder, config);
  await expect(messages).toMatchFileSnapshot(join(folder, 'expected.txt'));
  const expected = join(folder, 'expected');
  for (const [path, { content, isExecutable }] of files) {
    const file = join(expected, path);
    await expect(content).toMatchFileSnapshot(file);
    const isScript = content.startsWith('#!');
    expect(isExecutable, `${path} is executable`).toBe(isScript);
    if (isScript) expect(await isFormatted(file, content), `${path} is formatted`).toBe(true);
  }
  const leftovers = filesBelow(expected).filter((path) => !files.has(path));
  if (isUpdating()) for (const path of leftovers) rmSync(join(expected, path));
  else expect(leftovers, `no longer rendered, so to be deleted from ${expected}`).toEqual([]);
});

/** Whether Prettier, as it is set up for this file, finds nothing to change. */
async function isFormatted(file: string, content: string): Promise<boolean> {
  return check(content, { ...(await resolveConfig(file)), parser: 'sh' });
}

/** Whether this is `vitest -u`. Vitest offers no other way to ask. */
function isUpdating(): boolean {
  return Reflect.get(expect.getState().snapshotState, '_updateSnapshot') === 'all';
}
