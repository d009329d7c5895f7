import type { ClusterSettings } from './cluster-settings.ts';
import type { DirectorSettings, RealServerSettings } from './director-settings.ts';
import { families, familyOf, type Vip } from './ip-address.ts';
import { problemAt, problemAtKey, type KeyPath, type Problem } from './problem.ts';

const list = 'realServers';

/** What the real servers of a director break between them, and with its VIPs and services. */
export function realServerProblems(
  director: DirectorSettings,
  vips: readonly Vip[],
  mode: ClusterSettings['mode'],
): Problem[] {
  return [
    ...vipsAmongThem(director, vips),
    ...withoutVip(director, vips),
    ...withoutRealServer(director, vips),
    ...twice(director, mode),
    ...portProblems(director),
  ];
}

function vipsAmongThem({ realServers }: DirectorSettings, vips: readonly Vip[]): Problem[] {
  return realServers.flatMap(({ address }, index) => {
    if (!vips.includes(address)) return [];
    const message = `${address} is a VIP: to forward to it is to forward to the director itself, over and over`;
    const hint = "give the real server's own address";
    return [problemAt('error', [list, index, 'address'], message, hint)];
  });
}

function withoutVip({ realServers }: DirectorSettings, vips: readonly Vip[]): Problem[] {
  return realServers.flatMap(({ address }, index) => {
    const family = familyOf(address);
    if (vips.some((vip) => familyOf(vip) === family)) return [];
    const message = `${address} is an ${family} address, and the cluster has no ${family} VIP: packets are forwarded within one family`;
    const hint = `add an ${family} VIP, or remove the real server`;
    return [problemAt('error', [list, index, 'address'], message, hint)];
  });
}

function withoutRealServer(
  { realServers, services }: DirectorSettings,
  clusterVips: readonly Vip[],
): Problem[] {
  return families.flatMap((family) => {
    if (realServers.some(({ address }) => familyOf(address) === family)) return [];
    const index = services.findIndex(({ vips = clusterVips }) =>
      vips.some((vip) => familyOf(vip) === family),
    );
    const vip = (services[index]?.vips ?? clusterVips).find((one) => familyOf(one) === family);
    if (index < 0 || vip === undefined) return [];
    const message = `there is no ${family} address among the real servers, and services[${index}] is offered on ${vip}: packets are forwarded within one family`;
    const hint = `add the ${family} addresses of the real servers, or name the other VIPs in the service's vips`;
    return [problemAtKey('error', [list], message, hint)];
  });
}

/** A real server is told by its address and, in VS/NAT, by the port that a service reaches it at. */
function twice(director: DirectorSettings, mode: ClusterSettings['mode']): Problem[] {
  const first = new Map<string, number>();
  return director.realServers.flatMap((server, index) => {
    const keys = keysOf(server, director);
    const earlier = keys.map((key) => first.get(key)).find((found) => found !== undefined);
    for (const key of keys) if (!first.has(key)) first.set(key, index);
    if (earlier === undefined) return [];
    const message = `${server.address} is in ${list} twice${mode === 'nat' ? ', at the same port' : ''}`;
    const path: KeyPath = [list, index, 'address'];
    return [problemAt('error', path, message, 'remove one of them', [list, earlier, 'address'])];
  });
}

function keysOf({ address, port }: RealServerSettings, { services }: DirectorSettings): string[] {
  const own = `${address} ${port ?? 'same'}`;
  const reached = services.flatMap((service) =>
    'mark' in service ? [] : [`${address} ${port ?? service.port}`],
  );
  return [own, ...reached];
}

/**
 * A port of its own is one for all services: IPVS has no other for each. A persistent service of several ports keeps
 * the port of the packet (ip_vs_sched_persist in the kernel's source).
 */
function portProblems({ realServers, services }: DirectorSettings): Problem[] {
  const several = services.findIndex(
    (service) => service.persistence !== undefined && ('mark' in service || service.port === 0),
  );
  const ports = services.flatMap((service) => ('mark' in service ? service.ports : service.port));
  return realServers.flatMap(({ address, port }, index) => {
    if (port === undefined) return [];
    const path: KeyPath = [list, index, 'port'];
    if (several >= 0) {
      const message = `port ${port} has no effect for services[${several}]: of a persistent service ${'mark' in (services[several] ?? {}) ? 'with a mark' : 'of every port'} IPVS delivers each packet to the port that it came for`;
      return [problemAt('error', path, message, 'remove the port')];
    }
    if (new Set(ports).size < 2) return [];
    const message = `port ${port} is where ${address} gets what came for any of ${ports.length} ports`;
    const hint = 'that is right for a server of them all; give others a cluster of their own';
    return [problemAt('warning', path, message, hint)];
  });
}
