import { phrase } from '../base/words.ts';
import type { Cluster, RealServer, VirtualService } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { modeText, type View } from '../roles/artifact.ts';
import { artifactsOn, type Host } from '../roles/index.ts';
import { schedulerWords } from '../targets/target.ts';

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
export function persistenceText(service: VirtualService): string {
  const { persistence, vips, persistenceNetmask = 32, persistencePrefix = 128 } = service;
  if (persistence === undefined) return '';
  const prefixes = [
    ...(persistenceNetmask < 32 && vips.some((vip) => !isIpv6(vip)) ? [persistenceNetmask] : []),
    ...(persistencePrefix < 128 && vips.some((vip) => isIpv6(vip)) ? [persistencePrefix] : []),
  ];
  const groups = prefixes.length === 0 ? '' : ` by /${prefixes.join(' and /')}`;
  return `persistent for ${persistence} s${groups}`;
}

/** A real server with its weight and, where it has one, its own port. */
export function realServerText({ address, weight, port, mode }: RealServer): string {
  const own = port === undefined ? '' : `, port ${port}`;
  const way = mode === undefined ? '' : `, by VS/${mode.toUpperCase()}`;
  return `${address}${own}${way}, weight ${weight}`;
}

/** A service with the real servers that it is spread over: those of the families of its VIPs. */
export function serviceView(
  service: VirtualService,
  realServers: readonly RealServer[],
  textOf = realServerText,
): View {
  const { vips, scheduler } = service;
  return {
    name: serviceText(service),
    vips: phrase(vips),
    scheduler: `${scheduler} (${schedulerWords[scheduler]})`,
    persistence: persistenceText(service),
    realServers: realServers
      .filter(({ address }) => vips.some((vip) => isIpv6(vip) === isIpv6(address)))
      .map((one) => textOf(one)),
  };
}

/** The files of hosts. */
export function filesView(cluster: Cluster, host: Host): View[] {
  return artifactsOn(cluster, host).map(({ installPath, mode }) => {
    return { path: installPath, mode: modeText(mode) };
  });
}
