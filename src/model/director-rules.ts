import type { Cluster, Director, RealServer, VirtualService } from './cluster.ts';
import { families, familyOf } from './ip-address.ts';
import { refuse, repeated, warn, type KeyPath, type Problem } from './problem.ts';
import { boundsOf, claiming, claimsOf } from './ports.ts';
import { phrase } from '../base/quote.ts';

/** What ipvsadm takes for a persistence timeout: 31 days, in seconds. */
export const longestPersistence = 31 * 24 * 60 * 60;

/** The longest timeout that every kernel takes: what a signed number counts in milliseconds, in seconds. */
export const longestTimeout = 2_147_483;

/** As many ports as one rule of iptables matches (its match multiport). */
export const mostMarkPorts = 15;

/** What the settings of a director break, seen from the key of its cluster on. */
export function directorProblems(cluster: Cluster, director: Director): Problem[] {
  return [
    ...interfaceProblems(cluster, director),
    ...director.services.flatMap((service, index) =>
      serviceProblems(['director', 'services', index], service, cluster),
    ),
    ...overlaps(director.services),
    ...director.realServers.flatMap((server, index) =>
      realServerProblems(['director', 'realServers', index], server, cluster, director),
    ),
    ...familyProblems(director),
    ...repeatedRealServers(director),
    ...capabilityProblems(director),
  ];
}

function interfaceProblems(cluster: Cluster, director: Director): Problem[] {
  const problems: Problem[] = [];
  const { interface: outside, insideInterface } = director;
  if (cluster.mode === 'tun' && outside === 'tunl0') {
    const message = 'tunl0 is where real servers hold the VIPs, and nobody asks for one there';
    const hint = 'give the interface towards the clients';
    problems.push(refuse(['director', 'interface'], message, hint));
  }
  if (insideInterface === outside) {
    const message = `insideInterface is ${outside}, as interface is: the director is on one network`;
    const hint = 'leave insideInterface out';
    problems.push(refuse(['director', 'insideInterface'], message, hint));
  }
  return problems;
}

/** What one service breaks by itself and with the VIPs of its cluster. */
function serviceProblems(at: KeyPath, service: VirtualService, cluster: Cluster): Problem[] {
  const isOwn = service.vips !== cluster.vips;
  const problems = isOwn ? repeated([...at, 'vips'], service.vips) : [];
  const foreign = service.vips.flatMap((vip, index) => {
    if (cluster.vips.includes(vip)) return [];
    const hint = `choose from ${phrase(cluster.vips, 'and')}, or add it to the vips of the cluster`;
    return [refuse([...at, 'vips', index], `${vip} is not a VIP of the cluster`, hint)];
  });
  problems.push(...foreign);
  const { persistence } = service;
  const masks = [
    ['persistenceNetmask', 'IPv4', persistence?.ipv4Prefix ?? 32, 32],
    ['persistencePrefix', 'IPv6', persistence?.ipv6Prefix ?? 128, 128],
  ] as const;
  for (const [key, family, prefix, whole] of masks) {
    if (prefix === whole || service.vips.some((vip) => familyOf(vip) === family)) continue;
    const message = `${key} has no effect: it is about ${family} clients, and the service has no ${family} VIP`;
    problems.push(warn([...at, key], message, 'remove the key', { onKey: true }));
  }
  if (service.kind === 'mark') problems.push(...portsProblems([...at, 'ports'], service.ports));
  if (service.onePacket === true && service.protocol !== 'udp') {
    const message = `onePacket is for protocol udp: IPVS keeps each connection of ${service.protocol}`;
    problems.push(refuse([...at, 'onePacket'], message, 'remove the key', { onKey: true }));
  }
  if (service.kind === 'port' && service.port === 0 && persistence === undefined) {
    const message = 'port 0 is every port, which IPVS only offers with persistence';
    problems.push(refuse([...at, 'port'], message, 'add persistence: 300, or name the port'));
  }
  return problems;
}

/** Rules about the ports of one mark. */
function portsProblems(at: KeyPath, ports: readonly (number | string)[]): Problem[] {
  const problems: Problem[] = [];
  const count = ports.reduce<number>((sum, one) => sum + (typeof one === 'string' ? 2 : 1), 0);
  if (count > mostMarkPorts) {
    const message = `ports takes ${count} of the ${mostMarkPorts} ports that a rule of iptables matches, where a range counts two`;
    const hint = 'leave some out, or offer every port: port: 0 with persistence';
    problems.push(refuse(at, message, hint));
  }
  const claim = claiming<number>();
  for (const [index, one] of ports.entries()) {
    const earlier = claim({ scope: '', what: '', ...boundsOf(one) }, index);
    if (earlier === undefined) continue;
    const message = `${one} is there twice, at least in part`;
    const first = [...at, earlier];
    problems.push(refuse([...at, index], message, 'remove one of them', { first }));
  }
  return problems;
}

/**
 * An error for each service that takes packets which an earlier one takes too. Port 0 beside a single port is none:
 * IPVS looks for the very port first.
 */
function overlaps(services: readonly VirtualService[]): Problem[] {
  const claim = claiming<number>();
  return services.flatMap((service, index) => {
    const taken = claimsOf(service).flatMap((one) => {
      const earlier = claim(one, index);
      return earlier === undefined || earlier === index ? [] : [{ ...one, earlier }];
    });
    const [found] = taken;
    if (found === undefined) return [];
    const { scope, what, earlier } = found;
    const isMark = scope === 'mark';
    const marked = !isMark && [service, services[earlier]].some((one) => one?.kind === 'mark');
    const message = `${what} is taken by an earlier service already${marked ? ', and a mark wins over a port' : ''}`;
    const hint = isMark ? 'give one of them another mark' : 'keep one, or name other VIPs for each';
    const first = ['director', 'services', earlier];
    return [refuse(['director', 'services', index], message, hint, { first })];
  });
}

/** What one real server breaks with the rest of its cluster. */
function realServerProblems(
  at: KeyPath,
  { address, port, mode }: RealServer,
  cluster: Cluster,
  { services }: Director,
): Problem[] {
  const problems: Problem[] = [];
  const family = familyOf(address);
  if (cluster.vips.includes(address)) {
    const message = `${address} is a VIP: to forward to it is to forward to the director itself, over and over`;
    problems.push(refuse([...at, 'address'], message, "give the real server's own address"));
  }
  if (!cluster.vips.some((vip) => familyOf(vip) === family)) {
    const message = `${address} is an ${family} address, and the cluster has no ${family} VIP: packets are forwarded within one family`;
    const hint = `add an ${family} VIP, or remove the real server`;
    problems.push(refuse([...at, 'address'], message, hint));
  }
  if (cluster.mode === 'nat' && address === cluster.gateway) {
    const message = `${address} is the gateway, which is the director: in mode nat it cannot be its own real server, since its replies would not pass through IPVS on the way to itself`;
    const hint = 'remove it, or use mode dr, in which the director can serve as well';
    problems.push(refuse([...at, 'address'], message, hint));
  }
  if (mode === 'tun' && family === 'IPv6') {
    const message = `${address} is an IPv6 address, and packets of mode tun travel inside IPIP, which carries IPv4 only`;
    problems.push(refuse([...at, 'mode'], message, 'remove the key, or give an IPv4 address'));
  }
  if (port === undefined) return problems;
  // IPVS keeps the port of the packet for a persistent service of several ports (ip_vs_sched_persist in the kernel).
  const several = services.findIndex(
    (one) => one.persistence !== undefined && (one.kind === 'mark' || one.port === 0),
  );
  const ports = new Set(services.flatMap((one) => (one.kind === 'mark' ? one.ports : one.port)));
  const isSeveral = ports.size > 1 || [...ports].some((one) => typeof one === 'string');
  if (several >= 0) {
    const message = `port ${port} has no effect for services[${several}]: of a persistent service of several ports IPVS delivers each packet to the port that it came for`;
    problems.push(refuse([...at, 'port'], message, 'remove the port'));
  } else if (isSeveral) {
    const message = `port ${port} is where ${address} gets what came for any of several ports`;
    const hint = 'that is right for a server of them all; give others a cluster of their own';
    problems.push(warn([...at, 'port'], message, hint));
  }
  return problems;
}

/** An error for each family in which a service is offered and no real server is. */
function familyProblems({ services, realServers }: Director): Problem[] {
  return families.flatMap((family) => {
    if (realServers.some(({ address }) => familyOf(address) === family)) return [];
    const index = services.findIndex(({ vips }) => vips.some((vip) => familyOf(vip) === family));
    if (index < 0) return [];
    const message = `there is no ${family} address among the real servers, and services[${index}] is offered on an ${family} VIP: packets are forwarded within one family`;
    const hint = `add the ${family} addresses of the real servers, or name the other VIPs in the service's vips`;
    return [refuse(['director', 'realServers'], message, hint, { onKey: true })];
  });
}

/** A real server is told by its address and, in VS/NAT, by the port that a service reaches it at. */
function repeatedRealServers({ services, realServers }: Director): Problem[] {
  const seen = new Map<string, number>();
  return realServers.flatMap(({ address, port }, index) => {
    const reached = services.flatMap((one) => (one.kind === 'mark' ? [] : [port ?? one.port]));
    const keys = [port ?? 'same', ...reached].map((one) => `${address} ${one}`);
    const earlier = keys.map((key) => seen.get(key)).find((found) => found !== undefined);
    for (const key of keys) if (!seen.has(key)) seen.set(key, index);
    if (earlier === undefined) return [];
    const message = `${address} is there twice${port === undefined ? '' : ', at the same port'}`;
    const path = ['director', 'realServers', index, 'address'];
    const first = ['director', 'realServers', earlier, 'address'];
    return [refuse(path, message, 'remove one of them', { first })];
  });
}

/** An error for each thing that the director is to do and one of its operating systems cannot. */
function capabilityProblems(director: Director): Problem[] {
  const settings = ['conntrack', 'expireNodestConn', 'expireQuiescentTemplate'] as const;
  return director.nodes.flatMap(({ target }) => {
    const check = (path: KeyPath, what: string, reason: string | undefined, hint: string) => {
      if (reason === undefined) return [];
      const message = `${what} is not possible on the target ${target.name}: ${target.title} ${reason}`;
      const other =
        director.nodes.length > 1 ? `, or give ${target.name} a cluster of its own` : '';
      return [refuse(['director', ...path], message, hint + other)];
    };
    return [
      ...director.services.flatMap(({ kind, scheduler, protocol, onePacket }, index) => [
        ...check(
          ['services', index, 'scheduler'],
          `scheduler ${scheduler}`,
          target.missingSchedulers[scheduler],
          'use another scheduler, such as wlc',
        ),
        // A mark is put on by iptables, and of the protocol ipvsadm then knows nothing.
        ...check(
          ['services', index, 'protocol'],
          `protocol ${protocol} by its port`,
          kind === 'mark' ? undefined : target.missingProtocols[protocol],
          'use a firewall mark: mark: 1 and ports instead of port',
        ),
        ...check(
          ['services', index, 'onePacket'],
          'onePacket',
          onePacket === true ? target.missingSettings.onePacket : undefined,
          'remove the key',
        ),
      ]),
      ...settings
        .filter((key) => director[key] !== undefined)
        .flatMap((key) => check([key], key, target.missingSettings[key], 'remove the key')),
    ];
  });
}
