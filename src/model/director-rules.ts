import type { Cluster, Director, RealServer } from './cluster.ts';
import { families, familyOf } from './ip-address.ts';
import { refuse, warn, type KeyPath, type Problem } from './problem.ts';
import { keepalivedProblems } from './keepalived-rules.ts';
import { servicesProblems } from './service-rules.ts';

/** The longest timeout that every kernel takes: what a signed number counts in milliseconds, in seconds. */
export const longestTimeout = 2_147_483;

/** What the settings of a director break, seen from the key of its cluster on. */
export function directorProblems(cluster: Cluster, director: Director): Problem[] {
  return [
    ...interfaceProblems(cluster, director),
    ...servicesProblems(cluster, director.services),
    ...director.realServers.flatMap((server, index) =>
      realServerProblems(['director', 'realServers', index], server, cluster, director),
    ),
    ...familyProblems(director),
    ...repeatedRealServers(director),
    ...capabilityProblems(director),
    ...keepalivedProblems(cluster, director),
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
