import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, runTool } from '../base/run-tool.ts';

/** An address on an interface. */
export interface HostAddress {
  readonly address: string;
  readonly prefix: number;
  readonly device: string;
  readonly scope: string;
}

/** What there is on this host. What could not be looked at is absent or empty, and named in `unseen`. */
export interface Host {
  readonly addresses?: readonly HostAddress[] | undefined;
  /** Those that may be asked by ARP. */
  readonly interfaces: readonly string[];
  /** Below /proc/sys/net/ipv4/conf, such as `eth0/arp_ignore`. */
  readonly settings: ReadonlyMap<string, number>;
  readonly routes?: readonly string[] | undefined;
  /** The table of IPVS, as `ipvsadm -Sn` prints it. */
  readonly table?: readonly string[] | undefined;
  /** Files that may set addresses up, by their paths. */
  readonly files: ReadonlyMap<string, string>;
  /** The names of programs that run. */
  readonly running: ReadonlySet<string>;
  /** What could not be looked at, and why. */
  readonly unseen: readonly string[];
}

/** Where scripts, units and the configurations of tools stand that set addresses up. */
const folders = [
  ...['/etc/rc.d/init.d', '/etc/init.d', '/etc/rc.d', '/etc', '/etc/systemd/system'],
  ...['/usr/lib/systemd/system', '/lib/systemd/system', '/etc/keepalived', '/etc/systemd/network'],
  ...['/etc/sysconfig/network-scripts', '/etc/NetworkManager/system-connections', '/etc/network'],
];
const isOfOthers = /^\/etc\/(?!rc\.local$)[^/]*$|\/functions$/;
const largest = 1_000_000;

/** Looks at this host, and changes nothing: ipvsadm would load IPVS where it is not there yet. */
export async function lookAtHost(env: Readonly<Record<string, string | undefined>>): Promise<Host> {
  const unseen: string[] = [];
  const see = async <Seen>(what: string, look: Promise<Seen>, otherwise: Seen): Promise<Seen> =>
    look.catch((error: unknown) => {
      const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isAbsent) unseen.push(`${what}: ${(error as Error).message}`);
      return otherwise;
    });
  const path = `${env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`;
  const ask = async (
    what: string,
    name: string,
    ...words: string[]
  ): Promise<string[] | undefined> => {
    const program = findOnPath(name, path);
    const { exitCode, stdout, stderr } =
      program === undefined
        ? { exitCode: 127, stdout: '', stderr: `${name} is not installed` }
        : await runTool(program, words, { env: { PATH: path, LC_ALL: 'C' } });
    if (exitCode !== 0) unseen.push(`${what}: ${stderr.trim()}`);
    return exitCode === 0 ? stdout.split('\n').filter((line) => line !== '') : undefined;
  };
  const conf = '/proc/sys/net/ipv4/conf';
  const settings = new Map<string, number>();
  for (const name of await see('settings', readdir(conf), [])) {
    for (const key of ['arp_ignore', 'arp_announce', 'rp_filter']) {
      const value = await see(`${name}/${key}`, readFile(join(conf, name, key), 'utf8'), '');
      if (value !== '') settings.set(`${name}/${key}`, Number(value));
    }
  }
  if (settings.size === 0) unseen.push(`settings: ${conf} is empty`);
  const modules = await see('IPVS', readdir('/sys/module'), []);
  if (modules.length === 0) unseen.push('IPVS: /sys/module is empty');
  const files = new Map<string, string>();
  const add = async (file: string): Promise<void> => {
    const found = await see(file, stat(file), undefined);
    if (isOfOthers.test(file) || !found?.isFile() || found.size > largest) return;
    files.set(file, await see(file, readFile(file, 'utf8'), ''));
  };
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  for (const folder of new Set(real)) {
    for (const name of await see(folder, readdir(folder), [])) await add(join(folder, name));
  }
  for (const [file, text] of files) {
    const script = file.endsWith('.service') ? /^ExecStart=[-@:+!]*(\/\S+)/m.exec(text)?.[1] : '';
    if (script && !files.has(script)) await add(script);
  }
  const running = new Set<string>();
  for (const process of await see('programs', readdir('/proc'), [])) {
    if (!/^\d+$/.test(process)) continue;
    running.add((await readFile(`/proc/${process}/comm`, 'utf8').catch(() => '')).trim());
  }
  return {
    addresses: (await ask('addresses', 'ip', '-o', 'addr', 'show'))?.flatMap(addressOf),
    interfaces: ((await ask('interfaces', 'ip', '-o', 'link', 'show')) ?? [])
      .filter((line) => !/LOOPBACK|NOARP/.test(line))
      .flatMap((line) => /^\d+: ([^:@]+)/.exec(line)?.[1] ?? []),
    routes: await ask('routes', 'ip', '-4', '-o', 'route', 'show'),
    // What some versions print is not as it is read.
    table: modules.includes('ip_vs')
      ? (await ask('IPVS', 'ipvsadm', '-Sn'))?.map((line) =>
          line
            .trim()
            .replace(/ --tun-type ipip$/, '')
            .replace(/ ops$/, ' -o'),
        )
      : [],
    ...{ settings, files, running, unseen },
  };
}

function addressOf(line: string): HostAddress[] {
  const [, device = '', address = '', prefix = '', scope = ''] =
    /^\d+: (\S+)\s+inet6? ([^\s/]+)(?: peer [^\s/]+)?(?:\/(\d+))? .*?\bscope (\S+)/.exec(line) ??
    [];
  const isIpv6 = address.includes(':');
  const length = prefix === '' ? (isIpv6 ? 128 : 32) : Number(prefix);
  return address === '' ? [] : [{ address, prefix: length, device, scope }];
}
