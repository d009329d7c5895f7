import { initSystems, targets, type InitSystem } from '../targets/index.ts';
import { directorServiceName, serviceName, type ClusterName } from './cluster-name.ts';
import type { ClusterSettings, NodeSettings } from './cluster-settings.ts';
import type { Cluster, ClusterNode } from './cluster.ts';
import type { DirectorSettings, RealServerSettings, ServiceSettings } from './director-settings.ts';
import type { Director, Persistence, RealServer, VirtualService } from './director.ts';
import type { Vip } from './ip-address.ts';

/** Makes a cluster of settings in which no rule has found an error. */
export function makeCluster(name: ClusterName, settings: ClusterSettings): Cluster {
  const { description, director, vips, chkconfig, before, guard, rpm } = settings;
  const common = {
    name,
    service: serviceName(name),
    nodes: nodesOf(settings),
    chkconfig,
    before,
    guard,
    rpm,
    ...(description === undefined ? {} : { description }),
    ...(director === undefined ? {} : { director: makeDirector(name, vips, director) }),
  };
  switch (settings.mode) {
    case 'dr': {
      const { mode, vips, arp, looseReversePath } = settings;
      return { mode, ...common, vips, arp, looseReversePath };
    }
    case 'tun': {
      const { mode, vips, arp, looseReversePath } = settings;
      const { mss } = settings.tunnel;
      const tunnel = mss === 'off' ? {} : { mss };
      return { mode, ...common, vips, arp, looseReversePath, tunnel };
    }
    case 'nat': {
      const { mode, vips, gateway } = settings;
      return { mode, ...common, vips, gateway };
    }
  }
}

/** The nodes of a role, in the registry's order, each with what starts its scripts. */
export function nodesOf(
  settings: Pick<NodeSettings, 'targets' | 'initSystems'>,
): readonly ClusterNode[] {
  return targets
    .filter((target) => settings.targets.includes(target.name))
    .map((target) => {
      const wanted: readonly InitSystem[] = settings.initSystems ?? target.defaultInitSystems;
      return { target, initSystems: initSystems.filter((system) => wanted.includes(system)) };
    });
}

function makeDirector(
  name: ClusterName,
  clusterVips: readonly Vip[],
  settings: DirectorSettings,
): Director {
  const { chkconfig, before, guard, insideInterface, timeouts } = settings;
  const { expireNodestConn, expireQuiescentTemplate, conntrack } = settings;
  return {
    service: directorServiceName(name),
    nodes: nodesOf(settings),
    chkconfig,
    before,
    guard,
    interface: settings.interface,
    ...(insideInterface === undefined ? {} : { insideInterface }),
    externalVips: settings.vips === 'external',
    services: settings.services.map((service) => makeService(clusterVips, service)),
    realServers: settings.realServers.map(makeRealServer),
    ...(timeouts === undefined ? {} : { timeouts }),
    ...(expireNodestConn === undefined ? {} : { expireNodestConn }),
    ...(expireQuiescentTemplate === undefined ? {} : { expireQuiescentTemplate }),
    ...(conntrack === undefined ? {} : { conntrack }),
  };
}

function makeService(clusterVips: readonly Vip[], settings: ServiceSettings): VirtualService {
  const { scheduler, protocol, vips = clusterVips } = settings;
  const persistence = makePersistence(settings);
  const common = {
    protocol,
    scheduler,
    ...(persistence === undefined ? {} : { persistence }),
    vips: clusterVips.filter((vip) => vips.includes(vip)),
  };
  return 'mark' in settings
    ? { kind: 'mark', mark: settings.mark, ports: settings.ports, ...common }
    : { kind: 'port', port: settings.port, ...common };
}

function makePersistence(settings: ServiceSettings): Persistence | undefined {
  const { persistence: timeout, persistenceNetmask = 32, persistencePrefix = 128 } = settings;
  if (timeout === undefined) return undefined;
  return { timeout, ipv4Prefix: persistenceNetmask, ipv6Prefix: persistencePrefix };
}

function makeRealServer({ address, weight, port }: RealServerSettings): RealServer {
  return { address, weight, ...(port === undefined ? {} : { port }) };
}
