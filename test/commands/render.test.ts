import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck, fourLines, project, twoClusters } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

const files = {
  el6: 'web/real-server/el6/etc/rc.d/init.d/lvs-web',
  front: 'web/real-server/el7/etc/rc.d/init.d/lvs-web',
  guard: 'web/real-server/el7/usr/lib/systemd/system/lvs-web-guard.service',
  unit: 'web/real-server/el7/usr/lib/systemd/system/lvs-web.service',
  logic: 'web/real-server/el7/usr/sbin/lvs-web',
};

it('says of every file what it did', async () => {
  const folder = project();
  const first = await lvsgen(folder, ['render', '--no-lint']);
  expect(first).toEqual({
    code: 0,
    stdout: '',
    stderr: [
      `created    generated/${files.el6}`,
      `created    generated/${files.front}`,
      `created    generated/${files.guard}`,
      `created    generated/${files.unit}`,
      `created    generated/${files.logic}`,
      'created    generated/lvsgen.files',
      'generated: 6 created\n',
    ].join('\n'),
  });

  put(join(folder, 'generated'), files.unit, 'changed by hand\n');
  put(join(folder, 'generated'), 'web/real-server/el6/notes', 'not ours\n');
  put(folder, 'lvsgen.yaml', `${fourLines}    initSystems: [systemd]\n`.replace('el6, ', ''));
  const second = await lvsgen(folder, ['render', '--no-lint']);
  expect(second).toEqual({
    code: 0,
    stdout: '',
    stderr: [
      `removed    generated/${files.el6}`,
      `removed    generated/${files.front}`,
      `unchanged  generated/${files.guard}`,
      `updated    generated/${files.unit}`,
      `unchanged  generated/${files.logic}`,
      'updated    generated/lvsgen.files',
      'generated: 2 removed, 2 unchanged, 2 updated\n',
    ].join('\n'),
  });

  const third = await lvsgen(folder, ['render', '--no-lint']);
  expect(third.stderr).toContain(`unchanged  generated/${files.logic}\n`);
  expect(third.stderr).toMatch(/\ngenerated: 4 unchanged\n$/);
});

it('names a file that is not its own and leaves it alone', async () => {
  const folder = project();
  put(join(folder, 'generated'), 'web/real-server/el6/notes', 'not ours\n');
  const { code, stderr } = await lvsgen(folder, ['render', '--no-lint']);
  expect(code).toBe(0);
  expect(stderr).toContain('left alone generated/web/real-server/el6/notes (');
  expect(treeOf(folder)['generated/web/real-server/el6/notes']).toBe('644 not ours\n');
});

it('mends the executable bit', async () => {
  const folder = project();
  await lvsgen(folder, ['render', '--no-lint']);
  const rendered = treeOf(folder);
  const content = (rendered[`generated/${files.logic}`] ?? '').replace(/^\d+ /, '');
  put(join(folder, 'generated'), files.logic, content, 0o644);
  const { stderr } = await lvsgen(folder, ['render', '--no-lint']);
  expect(stderr).toContain(`updated    generated/${files.logic}\n`);
  expect(treeOf(folder)).toEqual(rendered);
});

it.for([
  [['--cluster', 'mail'], /^mail\//],
  [['--target', 'el7'], /\/el7\//],
  [['--cluster', 'web', '--target', 'el6'], /^web\/real-server\/el6\//],
  [['--cluster', 'web', '--cluster', 'mail', '--role', 'real-server'], /./],
] as const)('%j leaves everything else alone, the manifest too', async ([selection, selected]) => {
  const folder = project(twoClusters);
  const out = join(folder, 'generated');
  await lvsgen(folder, ['render', '--no-lint']);
  const rendered = treeOf(out);
  for (const path of Object.keys(rendered)) {
    if (path !== 'lvsgen.files') put(out, path, 'changed by hand\n', 0o600);
  }
  const { code, stderr } = await lvsgen(folder, ['render', '--no-lint', ...selection]);
  expect(code, stderr).toBe(0);
  const expected = Object.entries(rendered).map(([path, content]) => {
    const isRendered = path === 'lvsgen.files' || selected.test(path);
    return [path, isRendered ? content : '600 changed by hand\n'];
  });
  expect(treeOf(out)).toEqual(Object.fromEntries(expected));
});

it('adds a selection to a manifest that lists more', async () => {
  const folder = project(twoClusters);
  await lvsgen(folder, ['render', '--no-lint', '--cluster', 'web', '--target', 'el6']);
  await lvsgen(folder, ['render', '--no-lint', '--cluster', 'mail']);
  expect(treeOf(folder)['generated/lvsgen.files']).toBe(
    `644 mail/real-server/el6/etc/rc.d/init.d/lvs-mail\n${files.el6}\n`,
  );
});

it('writes into the folder that --out names', async () => {
  const folder = project();
  const out = temporaryFolder();
  const { stderr } = await lvsgen(folder, ['render', '--no-lint', '--out', join(out, 'deep/er')]);
  expect(stderr).toContain(`created    ${out}/deep/er/${files.el6}\n`);
  expect(Object.keys(treeOf(folder))).toEqual(['lvsgen.yaml']);
});

it('tells of a warning on stderr, and renders', async () => {
  const folder = project(twoClusters.replace('.13', '.12'));
  const shellcheck = fakeShellCheck('clean');
  const { code, stdout, stderr } = await lvsgen(folder, ['render', '--shellcheck', shellcheck]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^lvsgen.yaml:8:12: warning: clusters.mail.vips\[0\]: /);
  expect(stderr).toContain('\ngenerated: 7 created\n');
});
