import type { Diagnostic } from '../base/diagnostic.ts';
import { phrase } from '../base/words.ts';
import type { Cluster, Director } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { ipvsLines } from '../roles/director.ts';
import { realServerLogic } from '../roles/real-server.ts';
import type { Host, HostAddress } from './look.ts';

/** The VIPs that a real server holds: all on lo and tunl0 that is not the host's own. */
export function heldVips({ addresses = [] }: Host): readonly HostAddress[] {
  return addresses.filter(
    ({ address, device, scope }) =>
      /^(lo|tunl0)$/.test(device) && !/^127\.|^::1$/.test(address) && scope !== 'link',
  );
}

/** What is wrong on a host with the VIPs that it holds, by what the kernel does. */
export function* hostFaults(host: Host): Generator<Diagnostic, void> {
  const { addresses = [], table = [], interfaces, settings, owners } = host;
  const held = heldVips(host);
  const asked = settings.size > 0 ? held.filter(({ address }) => !isIpv6(address)) : [];
  /** The kernel goes by the greater value. */
  const used = (device: string, key: string): number =>
    Math.max(...['all', device].map((name) => settings.get(`${name}/${key}`) ?? 0));
  const fault = (rule: string, message: string, hint: string, vip?: HostAddress): Diagnostic => {
    const file = vip && owners.get(vip.address)?.[0];
    const related = file !== undefined && { related: { message: 'set up by', file } };
    return { severity: 'error', rule, message, hint, ...related };
  };
  for (const device of interfaces) {
    const ignore = used(device, 'arp_ignore');
    const loud = asked.filter(
      ({ scope }) => ![1, 2, 8, ...(scope === 'host' ? [3] : [])].includes(ignore),
    );
    if (loud.length > 0) {
      const message = `${device} answers ARP for ${listed(loud)} on ${loud[0]?.device ?? ''}: arp_ignore is ${ignore} there, the greater of all and ${device}`;
      const hint = 'write 1 into arp_ignore of all, and nothing greater into that of the interface';
      yield fault('answered', message, hint, loud[0]);
    }
    if (asked.length > 0 && used(device, 'arp_announce') < 1) {
      const message = `${device} may send ${listed(asked)} as the sender of its own ARP requests: arp_announce is 0 there`;
      const hint = 'write 2 into arp_announce of all';
      yield { ...fault('announced', message, hint), severity: 'warning' };
    }
  }
  for (const vip of held) {
    const { address, device, prefix } = vip;
    const others = addresses.filter((one) => one.address === address && one.device !== device);
    // A director that is its own real server has to answer.
    const isServed = (line: string): boolean =>
      line.includes(` ${address}:`) || line.startsWith('-A -f');
    if (others.length > 0 && !table.some(isServed)) {
      const message = `${address} is on ${device}, and on ${phrase(others.map((one) => one.device))} as well: ARP for it is answered there, whatever arp_ignore is`;
      yield fault('elsewhere', message, 'take it off there', vip);
    }
    if (prefix !== (isIpv6(address) ? 128 : 32)) {
      const message = `${address} is on ${device} with the prefix length ${prefix}: its neighbours are out of reach`;
      yield fault('netmask-not-32', message, 'put it there as a /32', vip);
    }
    if (device === 'tunl0' && used('tunl0', 'rp_filter') === 1) {
      const message = 'rp_filter is 1 on tunl0: requests from other networks are dropped';
      yield fault('tunl0-rp_filter-missing', message, 'write 2 into that of tunl0');
    }
    const files = owners.get(address) ?? [];
    if (files.length > 1) {
      const message = `${address} is set up by ${phrase(files)}: what one of them takes off, the other does not put back`;
      yield { ...fault('several-owners', message, 'switch off all but one'), severity: 'warning' };
    }
  }
}

const listed = (vips: readonly HostAddress[]): string => phrase(vips.map(({ address }) => address));

/**
 * What of a cluster is not so on a host. A director is told by its address or by its services in IPVS, a real server by
 * its address; where nothing tells, the host is a real server.
 */
export function clusterFaults(host: Host, cluster: Cluster): Diagnostic[] {
  const { director } = cluster;
  const isHere = ({ address }: { address: string }): boolean =>
    host.addresses?.some((one) => one.address === address) === true;
  const lines = director === undefined ? [] : ipvsLines(cluster.mode, director);
  const isDirector =
    lines.some((line) => host.table?.includes(line)) ||
    director?.keepalived?.directors.some(isHere) === true;
  const isRealServer = !isDirector || director?.realServers.some(isHere) === true;
  const faultsOf = (service: string, missing: Iterable<string>): Diagnostic[] =>
    Array.from(missing, (what) => ({
      ...{ severity: 'error', rule: 'not-as-configured', message: `${service}: ${what}` },
      hint: `see what ${service} status says, and start or reload the service`,
    }));
  return [
    ...(isRealServer ? faultsOf(cluster.service, missingOfRealServer(host, cluster)) : []),
    ...(isDirector && director
      ? faultsOf(director.service, missingOfDirector(host, cluster, director, lines))
      : []),
  ];
}

function* missingOfRealServer(host: Host, cluster: Cluster): Generator<string, void> {
  const [node] = cluster.nodes;
  if (node === undefined) return;
  const { view } = realServerLogic(cluster, node.target);
  const { vips = [], settings = [], routes = [] } = view as Readonly<Record<string, string[]>>;
  const there = host.addresses?.map(
    ({ address, prefix, device, scope }) =>
      `${address}/${prefix} dev ${device}${scope === 'host' ? ' scope host' : ''}`,
  );
  for (const vip of vips) if (there?.includes(vip) === false) yield `${vip} is missing`;
  for (const setting of settings) {
    const [file = '', wanted = ''] = setting.split(' ');
    const now = host.settings.get(file.split('/').slice(-2).join('/')) ?? Infinity;
    if (now < Number(wanted)) yield `${file} is ${now} instead of ${wanted}`;
  }
  for (const route of routes) {
    const ways = [route, route.replace(/^\S+/, 'default')];
    const isThere = host.routes?.some((one) => ways.some((way) => one.startsWith(`${way} `)));
    if (isThere === false) yield `the route ${route} is missing`;
  }
}

function* missingOfDirector(
  { addresses, table }: Host,
  { vips }: Cluster,
  { interface: device, keepalived, externalVips }: Director,
  wanted: readonly string[],
): Generator<string, void> {
  // Of several directors, one has the VIPs.
  for (const vip of keepalived || externalVips ? [] : vips) {
    const isThere = addresses?.some((one) => one.address === vip && one.device === device);
    if (isThere === false) yield `${vip} is missing on ${device}`;
  }
  if (table === undefined) return;
  const service = (line: string): string => line.split(' ').slice(1, 3).join(' ');
  const services = wanted.map(service);
  for (const line of wanted) if (!table.includes(line)) yield `IPVS has no ${line}`;
  for (const line of table) {
    if (services.includes(service(line)) && !wanted.includes(line))
      yield `IPVS has, and should not: ${line}`;
  }
}
