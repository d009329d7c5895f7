import { spawnSync } from 'node:child_process';

/** The packages of Debian by the program for which each is wanted. */
type Packages = Record<string, string>;

const always: Packages = {
  'apt-get': 'apt',
  bash: 'bash',
  gawk: 'gawk',
  ip: 'iproute2',
  ipvsadm: 'ipvsadm',
  keepalived: 'keepalived',
  modprobe: 'kmod',
  ping: 'iputils-ping',
  setpriv: 'util-linux',
  socat: 'socat',
  tcpdump: 'tcpdump',
  'xtables-legacy-multi': 'iptables',
};
const forGuest: Packages = {
  busybox: 'busybox',
  cpio: 'cpio',
  'qemu-system-x86_64': 'qemu-system-x86',
};
const forSystemd: Packages = { ldconfig: 'libc-bin', systemctl: 'systemd' };

const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };

export function succeeds(...[command = '', ...args]: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', env }).status === 0;
}

function demand(packages: Packages, why: string): void {
  const absent = Object.entries(packages)
    .filter(([program]) => !succeeds('sh', '-c', `command -v ${program}`))
    .map(([, name]) => name);
  if (absent.length > 0) throw new Error(`${why} needs: apt-get install ${absent.join(' ')}`);
}

/** Throws if something is missing for a guest with systemd. */
export function demandGuest(): void {
  demand({ ...always, ...forGuest, ...forSystemd }, 'A guest with systemd');
}

/** Whether the kernel of this machine has what the scenarios need; throws if something else is missing. */
export function kernelWillDo(): boolean {
  if (process.getuid?.() !== 0) throw new Error('The cluster test needs root');
  demand(always, 'The cluster test');
  const own =
    succeeds('modprobe', '--all', 'ip_vs', 'ip_vs_rr', 'ipip', 'veth', 'bridge') &&
    succeeds('unshare', '--net', '--mount', '--pid', '--fork', 'ip', 'link', 'add', 'type', 'veth');
  if (!own)
    demand(forGuest, 'The kernel of this machine lacks ip_vs or ipip; a guest with another kernel');
  return own;
}
