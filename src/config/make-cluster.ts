import type * as z from 'zod';

import type { Cluster, Director, Mode, NodeGroup, VirtualService } from '../model/cluster.ts';
import type { Vip } from '../model/ip-address.ts';
import type { Check, Health, Keepalived, Probe } from '../model/keepalived.ts';
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
  const { vips, services, keepalived, ...rest } = settings;
  return {
    ...rest,
    ...nodesOf(`${service}${directorSuffix}`, settings),
    externalVips: vips === 'external',
    services: services.map((one) => ({
      ...makeService(clusterVips, one),
      ...(keepalived && { health: makeHealth(one, settings) }),
    })),
    ...(keepalived && { keepalived: makeKeepalived(keepalived, settings.interface) }),
  };
}

const priorities = [150, 100, 50];

function makeKeepalived(
  { directors, ...settings }: NonNullable<DirectorSettings['keepalived']>,
  usual: string,
): Keepalived {
  return {
    ...settings,
    directors: Object.entries(directors).map(([name, one], index) => ({
      name,
      address: one.address,
      interface: one.interface ?? usual,
      priority: one.priority ?? priorities[index] ?? 0,
    })),
  };
}

function makeHealth(service: ServiceSettings, director: DirectorSettings): Health {
  const { check = director.check, sorryServer = director.sorryServer } = service;
  const { quorum, startDown, inhibitOnFailure } = service;
  return {
    check: makeCheck(check, director.check),
    sorryServer,
    quorum,
    startDown,
    inhibitOnFailure,
  };
}

/** A check of a service, with what the director says of all where it says nothing itself. */
function makeCheck(check: DirectorSettings['check'], usual: DirectorSettings['check']): Check {
  const times = { interval: 5, timeout: 3, retries: 2, retryDelay: 1 };
  const said = [usual, check].filter((one) => one !== undefined && one !== 'off');
  for (const one of said) {
    const given = Object.entries(one).filter(([key, value]) => key in times && value !== undefined);
    Object.assign(times, Object.fromEntries(given));
  }
  if (check === 'off') return { probe: { kind: 'off' }, ...times };
  const probes = said.map(probeOf).filter((probe) => probe !== undefined);
  return {
    probe: probes.at(-1) ?? (usual === 'off' ? { kind: 'off' } : { kind: 'tcp' }),
    ...times,
  };
}

function probeOf({
  tcp,
  http,
  https,
  dns,
  smtp,
  script,
}: Exclude<NonNullable<DirectorSettings['check']>, 'off'>): Probe | undefined {
  if (tcp !== undefined) return tcp === true ? { kind: 'tcp' } : { kind: 'tcp', port: tcp };
  if (http !== undefined) return { kind: 'http', ...http };
  if (https !== undefined) return { kind: 'https', ...https };
  if (dns !== undefined) return { kind: 'dns', ...dns };
  if (smtp !== undefined) return { kind: 'smtp' };
  return script === undefined ? undefined : { kind: 'script', ...script };
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
