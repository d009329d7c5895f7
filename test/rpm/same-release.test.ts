// yum does nothing for a package of a version and release that it has, whatever is in it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lvsgen } from '../commands/lvsgen.ts';
import { fourLines, project } from '../commands/project.ts';
import { put, treeOf } from '../output/tree.ts';

const versioned = `${fourLines}    rpm: { version: 1.0, release: 9 }\n`;
const archive = 'rpm/web/real-server/el6/lvs-web-1.0-9.el6.tar';
const rpm = (folder: string, ...more: string[]): ReturnType<typeof lvsgen> =>
  lvsgen(folder, ['rpm', '--no-lint', ...more]);

it.each([
  ['other scripts', versioned.replace('.12', '.13')],
  ['another spec', versioned.replace('release: 9', 'release: 9, license: MIT')],
])('%s of the same release are refused, and those of the next are not', async (_, changed) => {
  const folder = project(versioned);
  await rpm(folder);
  put(folder, 'lvsgen.yaml', changed);
  const before = treeOf(folder);
  const { code, stdout, stderr } = await rpm(folder);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(
    `${archive}: error: lvs-web-1.0-9.el6 is there already with other content`,
  );
  expect(stderr).toMatch(/\n2 errors\n$/);
  expect(treeOf(folder)).toEqual(before);
  expect(await rpm(folder, '--package-release', '10')).toMatchObject({ code: 0 });
});

it('the same again is unchanged', async () => {
  const folder = project(versioned);
  await rpm(folder);
  expect((await rpm(folder)).stderr).toContain('rpm: 5 unchanged\n');
});

it('what was removed by hand is written anew, with other content too', async () => {
  const folder = project(versioned);
  await rpm(folder, '--target', 'el6');
  put(folder, 'lvsgen.yaml', versioned.replace('.12', '.13'));
  rmSync(join(folder, archive));
  expect(await rpm(folder, '--target', 'el6')).toMatchObject({ code: 0 });
});
