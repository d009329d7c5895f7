import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { auditFile } from '../audit/audit.ts';
import { LvsgenError } from '../base/diagnostic.ts';
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
  /** The files that set an address up when they are started, by the address. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  readonly unseen: readonly string[];
}

/** Where scripts, units and the configurations of tools stand that set addresses up. */
const folders = [
  ...['/etc/rc.d/init.d', '/etc/init.d', '/etc/rc.d', '/etc', '/etc/systemd/system'],
  ...['/usr/lib/systemd/system', '/lib/systemd/system', '/etc/keepalived', '/etc/systemd/network'],
  ...['/etc/sysconfig/network-scripts', '/etc/NetworkManager/system-connections', '/etc/network'],
];
const isOfOthers = /^\/etc\/(?!rc\.local$)[^/]*$|\/functions$/;

/** Looks at this host, and changes nothing: ipvsadm would load IPVS where it is not there yet. */
export async function lookAtHost(env: Readonly<Record<string, string | undefined>>): Promise<Host> {
  const unseen: string[] = [];
  const see = <Seen>(what: string, look: () => Seen, otherwise: Seen): Seen => {
    try {
      return look();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') unseen.push(`${what}: ${message}`);
      return otherwise;
    }
  };
  const namesIn = (what: string, folder: string): string[] =>
    see(what, () => readdirSync(folder), []);
  const textOf = (file: string): string => see(file, () => readFileSync(file, 'utf8'), '');
  const path = `${env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`;
  const ask = async (what: string, name: string, ...words: string[]) => {
    const program = findOnPath(name, path);
    const { exitCode, stdout, stderr } = program
      ? await runTool(program, words, { env: { PATH: path, LC_ALL: 'C' } })
      : { exitCode: 127, stdout: '', stderr: `${name} is not installed` };
    if (exitCode === 0) return stdout.split('\n').filter((line) => line !== '');
    unseen.push(`${what}: ${stderr.trim()}`);
    return undefined;
  };

  const conf = '/proc/sys/net/ipv4/conf';
  const settings = new Map<string, number>();
  for (const name of namesIn('settings', conf)) {
    for (const key of ['arp_ignore', 'arp_announce', 'rp_filter'].map((one) => `${name}/${one}`)) {
      const value = textOf(join(conf, key));
      if (value !== '') settings.set(key, Number(value));
    }
  }
  if (settings.size === 0) unseen.push(`settings: ${conf} is empty`);
  const modules = namesIn('IPVS', '/sys/module');
  if (modules.length === 0) unseen.push('IPVS: /sys/module is empty');

  const files = new Map<string, string>();
  const add = (file: string): void => {
    const found = see(file, () => statSync(file), undefined);
    if (found?.isFile() && found.size <= 1_000_000) files.set(file, textOf(file));
  };
  const real = folders.map((folder) => see(folder, () => realpathSync(folder), folder));
  for (const folder of new Set(real)) {
    const inside = namesIn(folder, folder).map((name) => join(folder, name));
    for (const file of inside) if (!isOfOthers.test(file)) add(file);
  }
  for (const [file, text] of files) {
    const script = file.endsWith('.service') ? /^ExecStart=[-@:+!]*(\/\S+)/m.exec(text)?.[1] : '';
    if (script && !files.has(script)) add(script);
  }
  const addresses = await ask('addresses', 'ip', '-o', 'addr', 'show');
  const links = await ask('interfaces', 'ip', '-o', 'link', 'show');
  const routes = await ask('routes', 'ip', '-4', '-o', 'route', 'show');
  const table = modules.includes('ip_vs') ? await ask('IPVS', 'ipvsadm', '-Sn') : [];
  return {
    addresses: addresses?.flatMap(addressOf),
    interfaces: (links ?? [])
      .filter((line) => !/LOOPBACK|NOARP/.test(line))
      .flatMap((line) => /^\d+: ([^:@]+)/.exec(line)?.[1] ?? []),
    // What some versions print is not as it is read.
    table: table?.map((line) =>
      line
        .trim()
        .replace(/ --tun-type ipip$/, '')
        .replace(/ ops$/, ' -o'),
    ),
    ...{ settings, routes, owners: ownersOf(files), unseen },
  };
}

function addressOf(line: string): HostAddress[] {
  const [, device = '', address, prefix, scope = ''] =
    /^\d+: (\S+)\s+inet6? ([^\s/]+)(?: peer [^\s/]+)?(?:\/(\d+))? .*?\bscope (\S+)/.exec(line) ??
    [];
  if (address === undefined) return [];
  return [{ address, device, scope, prefix: Number(prefix ?? (address.includes(':') ? 128 : 32)) }];
}

/** What a rendered script lists: `vips='192.0.2.10/32 dev lo'`, and one more a line. */
const rendered = /^(?:vips=')?([0-9A-Fa-f.:]+)\/\d+ dev \S+/gm;
/** An address in the configuration of a tool that has its own syntax. */
const configured = /^[ \t]*(?:address\d*|IPADDR\d*|Address)[ \t]*[= ][ \t]*["']?([0-9A-Fa-f.:]+)/gm;
const ofTool = /\/(ifcfg-[^/]*|[^/]*\.(nmconnection|network)|interfaces)$/;
/** Without any of these words nothing is set up, and most files have none. */
const setsUp = /\b(ip|ifconfig)\b|virtual_ipaddress/;

/** Which of these files set an address up when they are started, by the address. */
function ownersOf(files: ReadonlyMap<string, string>): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const [file, text] of files) {
    for (const address of new Set(addressesIn(file, text, files)))
      owners.set(address, [...(owners.get(address) ?? []), file]);
  }
  return owners;
}

function addressesIn(file: string, text: string, files: ReadonlyMap<string, string>): string[] {
  const isOurs = text.includes('Generated by lvsgen from cluster');
  if (isOurs || ofTool.test(file))
    return Array.from(text.matchAll(isOurs ? rendered : configured), ([, found = '']) => found);
  if (!setsUp.test(text)) return [];
  try {
    const { understood } = auditFile(file, Buffer.from(text), (path) => files.get(path));
    const steps = understood.flatMap(({ actions }) => actions.get('start') ?? []);
    return steps.flatMap(({ effect }) =>
      effect.does === 'add-address' && effect.address.unknown === undefined
        ? [effect.address.text]
        : [],
    );
  } catch (error) {
    // What is no text, or too long, sets up nothing.
    if (error instanceof LvsgenError) return [];
    throw error;
  }
}
