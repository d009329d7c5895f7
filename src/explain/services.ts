import type { RealServer, VirtualService } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import type { Scheduler } from '../targets/ipvs.ts';

const schedulerNames: Readonly<Record<Scheduler, string>> = {
  rr: 'in turn',
  wrr: 'in turn, by weight',
  lc: 'to the one with the fewest connections',
  wlc: 'to the one with the fewest connections for its weight',
  lblc: 'by destination, to the one with the fewest connections',
  lblcr: 'by destination, to a set with the fewest connections',
  dh: 'by a hash of the destination',
  sh: 'by a hash of the client',
  sed: 'to the one with the shortest expected delay',
  nq: 'to an idle one, else to the one with the shortest expected delay',
  fo: 'to the one with the greatest weight',
  ovf: 'to the one with the greatest weight until it has as many connections, then to the next',
  mh: 'by a Maglev hash of the client',
};

/** How a scheduler spreads connections. */
export function schedulerText(scheduler: Scheduler): string {
  return `${scheduler} (${schedulerNames[scheduler]})`;
}

/** What a service listens for, such as "TCP 80" or "mark 7: TCP 80, 443". */
export function serviceText(service: VirtualService): string {
  const protocol = service.protocol.toUpperCase();
  if (service.kind === 'mark')
    return `mark ${service.mark}: ${protocol} ${service.ports.join(', ')}`;
  const each = service.onePacket === true ? ', each packet by itself' : '';
  return service.port === 0
    ? `${protocol}, every port${each}`
    : `${protocol} ${service.port}${each}`;
}

/** How long clients stay, and which clients are one; empty where each connection is for itself. */
export function persistenceText({ persistence, vips }: VirtualService): string {
  if (persistence === undefined) return '';
  const { timeout, ipv4Prefix, ipv6Prefix } = persistence;
  const prefixes = [
    ...(ipv4Prefix < 32 && vips.some((vip) => !isIpv6(vip)) ? [ipv4Prefix] : []),
    ...(ipv6Prefix < 128 && vips.some((vip) => isIpv6(vip)) ? [ipv6Prefix] : []),
  ];
  const groups = prefixes.length === 0 ? '' : ` by /${prefixes.join(' and /')}`;
  return `persistent for ${timeout} s${groups}`;
}

/** A real server with its weight and, where it has one, its own port. */
export function realServerText({ address, weight, port, mode }: RealServer): string {
  const own = port === undefined ? '' : `, port ${port}`;
  const way = mode === undefined ? '' : `, by VS/${mode.toUpperCase()}`;
  return `${address}${own}${way}, weight ${weight}`;
}

/** The real servers that a service is spread over: those of the families of its VIPs. */
export function realServersOf(
  { vips }: VirtualService,
  realServers: readonly RealServer[],
): readonly RealServer[] {
  return realServers.filter(({ address }) => vips.some((vip) => isIpv6(vip) === isIpv6(address)));
}
