import { mkdirSync, mkdtempSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fakeShellCheck, fourLines, project } from './project.ts';

const directed = `${fourLines}    director:
      targets: [el7]
      interface: eth0
      services: [{ port: 80 }]
      realServers: [{ address: 192.168.10.21 }]
`;

/** A project with an empty root. */
function withRoot(config?: string): string {
  const folder = project(config);
  mkdirSync(join(folder, 'root'));
  return folder;
}

/** The modes of all folders below one. */
function modesOfFolders(root: string): Set<string> {
  const folders = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mode & 0o7777);
  return new Set(folders.map((mode) => mode.toString(8)));
}

function install(folder: string, ...more: string[]): ReturnType<typeof lvsgen> {
  return lvsgen(folder, ['install', '--no-lint', '--root', 'root', ...more]);
}

it('installs what render renders, with its modes under any umask', async () => {
  const folder = withRoot();
  await lvsgen(folder, ['render', '--no-lint', '--target', 'el7']);
  const umask = process.umask(0o077);
  try {
    const { code, stdout, stderr } = await install(folder, '--target', 'el7');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('installed  root/usr/sbin/lvs-web\n');
  } finally {
    process.umask(umask);
  }
  expect(treeOf(join(folder, 'root'))).toEqual(
    treeOf(join(folder, 'generated/web/real-server/el7')),
  );
  expect(modesOfFolders(join(folder, 'root'))).toEqual(new Set(['755']));
});

it('replaces what a former version installed', async () => {
  const folder = withRoot();
  await install(folder, '--target', 'el6');
  put(folder, 'lvsgen.yaml', fourLines.replace('.12', '.99'));
  await install(folder, '--target', 'el6');
  expect(treeOf(join(folder, 'root'))['etc/rc.d/init.d/lvs-web']).toContain('192.168.10.99');
});

it('writes the list for %files -f', async () => {
  const folder = withRoot(directed);
  const el7 = ['--target', 'el7', '--role', 'director', '--filelist', 'list'];
  await install(folder, ...el7);
  expect(treeOf(folder)['list']).toBe(`644 /etc/rc.d/init.d/lvs-web-director
/usr/lib/systemd/system/lvs-web-director-guard.service
/usr/lib/systemd/system/lvs-web-director.service
/usr/sbin/lvs-web-director
`);
  await install(folder, '--target', 'el6', '--filelist', 'list');
  expect(treeOf(folder)['list']).toBe('644 /etc/rc.d/init.d/lvs-web\n');
});

it('takes a root that is a link to a folder, as BUILDROOT may be', async () => {
  const folder = withRoot();
  symlinkSync('root', join(folder, 'link'));
  const { code } = await lvsgen(folder, [
    'install',
    '--no-lint',
    '--root',
    'link',
    '--target',
    'el6',
  ]);
  expect(code).toBe(0);
  expect(treeOf(folder)).toHaveProperty(['root/etc/rc.d/init.d/lvs-web']);
});

it.for([
  ['the root is not there', ['--root', 'none'], () => undefined],
  ['--root is empty', ['--root', ''], () => undefined],
  ['not a folder', ['--root', 'lvsgen.yaml'], () => undefined],
  ['a part of its path is a file', ['--root', 'lvsgen.yaml/a'], () => undefined],
  [
    'a symbolic link stands where a folder has to go',
    [],
    (root: string): void => {
      symlinkSync(mkdtempSync(`${root}-elsewhere`), join(root, 'usr'));
    },
  ],
  [
    'a symbolic link stands where a file has to go',
    [],
    (root: string): void => {
      mkdirSync(join(root, 'etc/rc.d/init.d'), { recursive: true });
      symlinkSync('/etc/passwd', join(root, 'etc/rc.d/init.d/lvs-web'));
    },
  ],
  [
    'a file stands where a folder has to go',
    [],
    (root: string): void => {
      put(root, 'etc', '');
    },
  ],
  [
    'a folder stands where a file has to go',
    [],
    (root: string): void => {
      mkdirSync(join(root, 'usr/sbin/lvs-web'), { recursive: true });
    },
  ],
  ['what is there is no list of files', ['--filelist', 'lvsgen.yaml'], () => undefined],
  ['what is there is no list', ['--filelist', 'root'], () => undefined],
  ['a file where a folder is needed', ['--filelist', 'lvsgen.yaml/list'], () => undefined],
] as const)('refuses it if %s, and changes nothing', async ([message, more, prepare]) => {
  const folder = withRoot();
  prepare(join(folder, 'root'));
  const before = treeOf(folder);
  const root = more[0] === '--root' ? [] : ['--root', 'root'];
  const { code, stdout, stderr } = await lvsgen(folder, [
    ...['install', '--no-lint', '--target', 'el7', ...root, ...more],
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/\n {2}= help: /);
  expect(stderr).not.toContain('    at ');
  expect(treeOf(folder)).toEqual(before);
});

it.for([
  [[], '5 are selected', '--cluster web --role director --target el7'],
  [['--target', 'el7'], '2 are selected', '--cluster web --role real-server --target el7'],
  [['--target', 'el9'], 'nothing of the config is selected', 'lvsgen explain'],
] as const)('wants one tree, not %j', async ([more, message, hint]) => {
  const folder = withRoot(`${directed}  mail:
    mode: dr
    vips: [192.168.10.13]
    targets: [el6, el8]
`);
  const before = treeOf(folder);
  const { code, stderr } = await install(folder, ...more);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain(hint);
  expect(treeOf(folder)).toEqual(before);
});

it('wants a root', async () => {
  const { code, stderr } = await lvsgen(project(), ['install', '--cluster', 'web']);
  expect(code).toBe(2);
  expect(stderr).toContain('root');
});

it('lints first, and installs nothing on a finding', async () => {
  const folder = withRoot();
  const shellcheck = fakeShellCheck('finding');
  const { code, stderr } = await lvsgen(folder, [
    ...['install', '--root', 'root', '--target', 'el6', '--shellcheck', shellcheck],
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('root was left as it is');
  expect(treeOf(folder)).toHaveProperty('root', 'empty folder');
});

it('writes no list over a file of paths that is no such list', async () => {
  const folder = withRoot();
  put(folder, 'ignored', '/node_modules\n/dist\n');
  const { code, stderr } = await install(folder, '--target', 'el6', '--filelist', 'ignored');
  expect(code).toBe(2);
  expect(stderr).toContain('what is there is no list of files');
  expect(treeOf(folder)['ignored']).toBe('644 /node_modules\n/dist\n');
});

it('does not take the root of this host', async () => {
  const argv = ['install', '--no-lint', '--root', '/', '--target', 'el6'];
  expect((await lvsgen(project(), argv)).stderr).toContain('--root is /');
});
