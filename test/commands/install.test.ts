import { mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { otherVip, project, twoClusters } from './project.ts';

const directed = twoClusters.replace(
  '  mail',
  `    director:
      targets: [el7]
      interface: eth0
      services: [{ port: 80 }]
      realServers: [{ address: 192.168.10.21 }]
  mail`,
);

/** A project with an empty root. */
function withRoot(config?: string): string {
  const folder = project(config);
  mkdirSync(join(folder, 'root'));
  return folder;
}

function install(folder: string, ...more: string[]): ReturnType<typeof lvsgen> {
  const root = more.includes('--root') ? [] : ['--root', 'root'];
  return lvsgen(folder, ['install', '--no-lint', ...root, ...more]);
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
  const root = join(folder, 'root');
  expect(treeOf(root)).toEqual(treeOf(join(folder, 'generated/web/real-server/el7')));
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true }))
    if (entry.isDirectory())
      expect(statSync(join(entry.parentPath, entry.name)).mode & 0o7777).toBe(0o755);
});

it('replaces what a former version installed, also below a link as BUILDROOT may be', async () => {
  const folder = withRoot();
  await install(folder, '--target', 'el6');
  put(folder, 'lvsgen.yaml', otherVip);
  symlinkSync('root', join(folder, 'link'));
  await install(folder, '--target', 'el6', '--root', 'link');
  expect(treeOf(folder)['root/etc/rc.d/init.d/lvs-web']).toContain('192.168.10.99');
});

it('writes the list for %files -f', async () => {
  const folder = withRoot(directed);
  const list = (...options: string[]): Promise<string | undefined> =>
    install(folder, '--filelist', 'list', ...options).then(() => treeOf(folder)['list']);
  expect(await list('--role', 'director')).toBe(`644 /etc/rc.d/init.d/lvs-web-director
/usr/lib/systemd/system/lvs-web-director-guard.service
/usr/lib/systemd/system/lvs-web-director.service
/usr/sbin/lvs-web-director
`);
  expect(await list('--cluster', 'mail')).toBe('644 /etc/rc.d/init.d/lvs-mail\n');
});

it.for<readonly [message: string, options: string[], prepare?: (root: string) => void]>([
  ['the root is not there', ['--root', 'none']],
  ['--root is empty: is the variable set?', ['--root', '']],
  ['--root is /: is the variable set?', ['--root', '/']],
  ['not a folder', ['--root', 'lvsgen.yaml']],
  [
    'a symbolic link stands where a folder has to go',
    [],
    (root) => {
      symlinkSync('..', join(root, 'usr'));
    },
  ],
  [
    'a folder stands where a file has to go',
    [],
    (root) => {
      mkdirSync(join(root, 'usr/sbin/lvs-web'), { recursive: true });
    },
  ],
  ['what is there is no list of files', ['--filelist', 'lvsgen.yaml']],
])('refuses it if %s, and changes nothing', async ([message, options, prepare]) => {
  const folder = withRoot();
  prepare?.(join(folder, 'root'));
  const before = treeOf(folder);
  const { code, stdout, stderr } = await install(folder, '--target', 'el7', ...options);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/\n {2}= help: /);
  expect(treeOf(folder)).toEqual(before);
});

it.for([
  [[], '4 are selected', '--cluster web --role director --target el7'],
  [['--target', 'el7'], '2 are selected', '--cluster web --role real-server --target el7'],
] as const)('takes one cluster, role and target, not %j', async ([more, message, hint]) => {
  const folder = withRoot(directed);
  const before = treeOf(folder);
  const { code, stderr } = await install(folder, ...more);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain(hint);
  expect(treeOf(folder)).toEqual(before);
});
