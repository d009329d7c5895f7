import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { runInShell } from '../docs/run-in-shell.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, project, renderedProject, twoClusters } from './project.ts';

const el6 = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';
const logic = 'web/real-server/el7/usr/sbin/lvs-web';

// After a change of a template: npm start, then read the whole diff of generated/.
it('finds generated/ of this project to be what lvsgen.yaml renders to', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { code, stdout, stderr } = await lvsgen(root, ['check']);
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '' });
});

it('is clean after a render, and does not fail for a foreign file', async () => {
  const folder = await renderedProject();
  const clean = {
    code: 0,
    stdout: '',
    stderr: 'generated is what the config renders to: 5 files\n',
  };
  expect(await lvsgen(folder, ['check'])).toEqual(clean);
  put(join(folder, 'generated'), 'web/real-server/el7/notes', 'not ours\n');
  expect(await lvsgen(folder, ['check'])).toEqual({
    ...clean,
    stdout: 'foreign        generated/web/real-server/el7/notes (lvsgen did not write it)\n',
  });
});

it('names what is missing, changed, orphaned, not executable and foreign', async () => {
  const folder = await renderedProject(twoClusters);
  const out = join(folder, 'generated');
  rmSync(join(out, 'web/real-server/el7/usr/lib/systemd/system/lvs-web.service'));
  put(out, el6, 'changed by hand\n', 0o755);
  chmodSync(join(out, logic), 0o644);
  put(out, 'web/real-server/el7/notes', 'not ours\n');
  put(folder, 'lvsgen.yaml', fourLines);
  const before = treeOf(folder);
  expect(await lvsgen(folder, ['check'])).toEqual({
    code: 1,
    stdout: `orphaned       generated/mail/real-server/el6/etc/rc.d/init.d/lvs-mail
changed        generated/${el6}
foreign        generated/web/real-server/el7/notes (lvsgen did not write it)
missing        generated/web/real-server/el7/usr/lib/systemd/system/lvs-web.service
executable bit generated/${logic}
changed        generated/lvsgen.files
lvsgen render
`,
    stderr: '5 files differ from what the config renders to; to mend:\n',
  });
  expect(treeOf(folder)).toEqual(before);
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
  expect(runInShell(folder, command)).toMatchObject({ code: 0 });
  expect(await lvsgen(folder, ['check', ...options])).toMatchObject({ code: 0, stdout: '' });
});
