import type { Cluster, VirtualService } from './cluster.ts';
import { familyOf } from './ip-address.ts';
import { boundsOf, claiming, claimsOf } from './ports.ts';
import { refuse, repeated, warn, type KeyPath, type Problem } from './problem.ts';
import { phrase } from '../base/quote.ts';

/** What ipvsadm takes for a persistence timeout: 31 days, in seconds. */
export const longestPersistence = 31 * 24 * 60 * 60;

/** As many ports as one rule of iptables matches (its match multiport). */
export const mostMarkPorts = 15;

/** What the services of a director break, seen from the key of its cluster on. */
export function servicesProblems(cluster: Cluster, services: readonly VirtualService[]): Problem[] {
  return [
    ...services.flatMap((service, index) =>
      serviceProblems(['director', 'services', index], service, cluster),
    ),
    ...overlaps(services),
  ];
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
