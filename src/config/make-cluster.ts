import type * as z from 'zod';

import type { Cluster, Director, Mode, NodeGroup, VirtualService } from '../model/cluster.ts';
import type { Vip } from '../model/ip-address.ts';
import { directorSuffix, servicePrefix } from '../model/names.ts';
import { initSystems, type InitSystem, targets, type TargetName } from '../targets/index.ts';
import type { clusterSchemas } from './schema.ts';

/** A cluster after the schema: each value is valid by itself, constant defaults are filled in. */
export type ClusterSettings = z.output<(typeof clusterSchemas)[Mode]>;
type DirectorSettings = NonNullable<ClusterSettings['director']>;
type ServiceSettings = DirectorSettings['services'][number];

/** Makes a cluster of its settings, which may still break rules between them. */
export function makeCluster(name: string, settings: ClusterSettings): Cluster {
  const { director, ...rest } = settings;
  const service = `${servicePrefix}${name}`;
  return {
    ...rest,
    name,
    ...nodesOf(service, settings),
    ...(director && { director: makeDirector(service, settings.vips, director) }),
  };
}

function nodesOf(
  service: string,
  settings: { targets: readonly TargetName[]; initSystems?: readonly InitSystem[] | undefined },
): Pick<NodeGroup, 'service' | 'nodes'> {
  const nodes = targets
    .filter((target) => settings.targets.includes(target.name))
    .map((target) => {
      const wanted: readonly InitSystem[] = settings.initSystems ?? target.defaultInitSystems;
      return { target, initSystems: initSystems.filter((system) => wanted.includes(system)) };
    });
  return { service, nodes };
}

function makeDirector(
  service: string,
  clusterVips: readonly Vip[],
  settings: DirectorSettings,
): Director {
  const { vips, services, ...rest } = settings;
  return {
    ...rest,
    ...nodesOf(`${service}${directorSuffix}`, settings),
    externalVips: vips === 'external',
    services: services.map((one) => makeService(clusterVips, one)),
  };
}

function makeService(clusterVips: readonly Vip[], settings: ServiceSettings): VirtualService {
  const { persistence, persistenceNetmask = 32, persistencePrefix = 128 } = settings;
  const common = {
    protocol: settings.protocol,
    scheduler: settings.scheduler,
    onePacket: settings.onePacket,
    persistence:
      persistence === undefined
        ? undefined
        : { timeout: persistence, ipv4Prefix: persistenceNetmask, ipv6Prefix: persistencePrefix },
    vips: settings.vips ?? clusterVips,
  };
  return 'mark' in settings
    ? { kind: 'mark', mark: settings.mark, ports: settings.ports, ...common }
    : { kind: 'port', port: settings.port, ...common };
}
