import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Shell } from './flavours.ts';

/** All that a script may need: on a host of these tests it would not find anything else. */
export const required = ['awk', 'cat', 'flock', 'id', 'ip', 'mkdir', 'mv', 'rm'];

const folders: string[] = [];

/** A folder that goes when the tests of this file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lvsgen-kernel-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

// Newer distributions make /bin a link to /usr/bin.
const programFolders = ['/bin', '/sbin', '/usr/bin', '/usr/sbin'].filter(
  (folder) => existsSync(folder) && !lstatSync(folder).isSymbolicLink(),
);

/** Where a program of this machine is to be found on a host, links and alternatives resolved. */
function programOnHost(name: string): string {
  const found = ['/usr/bin', '/usr/sbin', '/bin', '/sbin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
  return `/mnt${realpathSync(found ?? name)}`;
}

let template: string | undefined;

/** What the hosts have in common, to be copied. */
function templateFolder(): string {
  if (template !== undefined) return template;
  template = temporaryFolder();
  chmodSync(template, 0o755);
  mkdirSync(join(template, 'installed'));
  for (const name of required)
    symlinkSync(programOnHost(name === 'awk' ? 'gawk' : name), join(template, 'installed', name));
  mkdirSync(join(template, 'etc/rc.d/init.d'), { recursive: true });
  symlinkSync('rc.d/init.d', join(template, 'etc/init.d'));
  for (const name of ['passwd', 'group', 'nsswitch.conf', 'ld.so.cache'])
    if (existsSync(`/etc/${name}`)) cpSync(`/etc/${name}`, join(template, 'etc', name));
  const functions = join(template, 'etc/rc.d/init.d/functions');
  cpSync(new URL('functions.bash', import.meta.url), functions);
  chmodSync(functions, 0o644);
  return template;
}

/** Turns a fresh network and mount namespace into a host: nothing of this machine is touched. */
export function hostSetup(shell: Shell): string {
  const away = programFolders.map((folder) => `/mnt${folder}`);
  return `
    mount -t tmpfs tmpfs /mnt
    mkdir -p ${away.join(' ')}
    cp -a ${templateFolder()}/. /mnt
    ln -s ${programOnHost(shell)} /mnt/installed/sh
    ${programFolders.map((folder) => `mount --bind ${folder} /mnt${folder}`).join('\n')}
    for dir in ${programFolders.join(' ')} /etc /usr/libexec /run /var; do
      mount -t tmpfs tmpfs "$dir"
    done
    ${programFolders.map((folder) => `cp -P /mnt/installed/sh ${folder}`).join('\n')}
    cp -P /mnt/installed/* /usr/bin
    cp -a /mnt/etc/. /etc
    mkdir -p /run/lock/subsys
    ln -s /run /run/lock /var

    # A new namespace may have inherited settings of the machine.
    for file in /proc/sys/net/ipv6/conf/{all,default}/disable_ipv6; do
      if [ -e "$file" ]; then echo 1 >"$file"; fi
    done
    for name in arp_ignore arp_announce rp_filter; do
      for scope in all default lo; do echo 0 >"/proc/sys/net/ipv4/conf/$scope/$name"; done
    done
    # A neighbour may take the other end of eth0.
    ip -batch - <<<'link set lo up
      link add eth0 type veth peer name wire
      addr add 192.168.10.21/24 dev eth0
      link set eth0 up
      link set wire up'
  `;
}
