import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, project, twoClusters } from './project.ts';

it('prints nothing after a render', async () => {
  const folder = project();
  await lvsgen(folder, ['render', '--no-lint']);
  expect(await lvsgen(folder, ['diff'])).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('prints unified diffs from what is there to what would be rendered', async () => {
  const folder = project();
  await lvsgen(folder, ['render', '--no-lint']);
  put(folder, 'lvsgen.yaml', fourLines.replace('[192.168.10.12]', '[192.168.10.12, 10.0.0.1]'));
  const before = treeOf(folder);
  const { code, stdout, stderr } = await lvsgen(folder, ['diff', '--target', 'el6']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const path = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';
  expect(stdout).toContain(`--- a/${path}\n+++ b/${path}\n@@ `);
  expect(stdout).toContain(
    "\n-vips='192.168.10.12/32 dev lo'\n+vips='192.168.10.12/32 dev lo\n+10.0.0.1/32 dev lo'\n",
  );
  expect(stdout).not.toContain('el7');
  expect(treeOf(folder)).toEqual(before);
});

it('shows files that are missing and files that are orphaned', async () => {
  const folder = project(twoClusters);
  await lvsgen(folder, ['render', '--no-lint', '--cluster', 'mail']);
  put(folder, 'lvsgen.yaml', fourLines.replace('el6, ', ''));
  const { code, stdout } = await lvsgen(folder, ['diff']);
  expect(code).toBe(1);
  expect(stdout).toContain('--- a/mail/real-server/el6/etc/rc.d/init.d/lvs-mail\n+++ /dev/null\n');
  expect(stdout).toContain(
    '--- /dev/null\n+++ b/web/real-server/el7/usr/lib/systemd/system/lvs-web.service\n',
  );
});

it('agrees with check about whether something differs', async () => {
  const folder = project();
  await lvsgen(folder, ['render', '--no-lint']);
  put(join(folder, 'generated'), 'web/real-server/el7/notes', 'not ours\n');
  for (const command of ['check', 'diff']) {
    expect(await lvsgen(folder, [command])).toMatchObject({ code: 0 });
  }
});

it('makes a review of the output folder, in Markdown', async () => {
  const folder = project(twoClusters);
  await lvsgen(folder, ['render', '--no-lint']);
  const script = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';
  chmodSync(join(folder, 'generated', script), 0o644);
  rmSync(join(folder, 'generated/web/real-server/el7'), { recursive: true });
  put(folder, 'lvsgen.yaml', fourLines);
  const { code, stdout } = await lvsgen(folder, ['diff', '--format', 'markdown']);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^## `lvsgen diff`\n\nCompared with what is there: 1 file changed, 4 added, 1 removed\.\n/,
  );
  expect(stdout).toContain('| real servers | `web` changed; `mail` gone | `web` new |\n');
  expect(stdout).toContain('\nold mode 100644\nnew mode 100755\n```\n');
  await lvsgen(folder, ['render', '--no-lint']);
  expect(await lvsgen(folder, ['diff', '--format', 'markdown'])).toMatchObject({
    code: 0,
    stdout: '',
  });
});

it('puts the output folder in front in a review of several', async () => {
  const folder = project();
  put(folder, 'a/lvsgen.yaml', fourLines);
  put(folder, 'b/lvsgen.yaml', fourLines.replace('el6, ', ''));
  const { stdout } = await lvsgen(folder, ['diff', '-c', '?/lvsgen.yaml', '--format', 'markdown']);
  expect(stdout).toContain('`a/generated/web, b/generated/web`');
});
