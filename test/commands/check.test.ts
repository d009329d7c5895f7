import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { bin } from './bin.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck, fourLines, project, twoClusters } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

const el6 = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';
const logic = 'web/real-server/el7/usr/sbin/lvs-web';

it('is clean after a render', async () => {
  const folder = project();
  await lvsgen(folder, ['render', '--no-lint']);
  expect(await lvsgen(folder, ['check'])).toEqual({
    code: 0,
    stdout: '',
    stderr: 'generated is what the config renders to: 5 files\n',
  });
});

it('names what is missing, changed, orphaned, not executable and foreign', async () => {
  const folder = project(twoClusters);
  const out = join(folder, 'generated');
  await lvsgen(folder, ['render', '--no-lint']);
  rmSync(join(out, 'web/real-server/el7/usr/lib/systemd/system/lvs-web.service'));
  put(out, el6, 'changed by hand\n', 0o755);
  chmodSync(join(out, logic), 0o644);
  put(out, 'web/real-server/el7/notes', 'not ours\n');
  put(folder, 'lvsgen.yaml', fourLines);
  const before = treeOf(folder);

  const { code, stdout, stderr } = await lvsgen(folder, ['check']);
  expect(code).toBe(1);
  expect(stdout.split('\n')).toEqual([
    'orphaned       generated/mail/real-server/el6/etc/rc.d/init.d/lvs-mail',
    `changed        generated/${el6}`,
    'foreign        generated/web/real-server/el7/notes (lvsgen did not write it)',
    'missing        generated/web/real-server/el7/usr/lib/systemd/system/lvs-web.service',
    `executable bit generated/${logic}`,
    'changed        generated/lvsgen.files',
    'lvsgen render',
    '',
  ]);
  expect(stderr).toBe('5 files differ from what the config renders to; to mend:\n');
  expect(treeOf(folder)).toEqual(before);
});

it('does not fail for a foreign file alone', async () => {
  const folder = project();
  await lvsgen(folder, ['render', '--no-lint']);
  put(join(folder, 'generated'), 'web/real-server/el7/notes', 'not ours\n');
  const { code, stdout } = await lvsgen(folder, ['check']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'foreign        generated/web/real-server/el7/notes (lvsgen did not write it)\n',
  });
});

it.for([
  [['--cluster', 'mail', '--target', 'el6']],
  [['--config', "it's $HOME/lvsgen.yaml", '--out', 'o u t']],
  [['-c', 'other.yaml', '--out=-o', '--role', 'real-server']],
] as const)('prints as its last line a command that mends %j', async ([options]) => {
  const folder = project(twoClusters);
  put(folder, "it's $HOME/lvsgen.yaml", fourLines);
  put(folder, 'other.yaml', twoClusters);
  const { code, stdout } = await lvsgen(folder, ['check', ...options]);
  expect(code).toBe(1);
  const command = stdout.trimEnd().split('\n').at(-1) ?? '';
  expect(command).toMatch(/^lvsgen render/);
  run(folder, command);
  expect(await lvsgen(folder, ['check', ...options])).toMatchObject({ code: 0, stdout: '' });
});

/** Pastes a command line into a shell that knows `lvsgen`. */
function run(cwd: string, command: string): void {
  const path = temporaryFolder();
  put(path, 'lvsgen', `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, 0o755);
  const { status, stderr } = spawnSync('sh', ['-c', command], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${path}${delimiter}${process.env['PATH'] ?? ''}`,
      LVSGEN_SHELLCHECK: fakeShellCheck('clean'),
    },
  });
  expect(status, stderr).toBe(0);
}
