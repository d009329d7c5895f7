import { initSystems, targets, type InitSystem, type TargetName } from '../targets/index.ts';
import { serviceName, type ClusterName } from './cluster-name.ts';
import type { Description } from './description.ts';
import type { ClusterNode, DirectRoutingCluster } from './cluster.ts';
import { initSystemProblems } from './init-system-rules.ts';
import { orderingProblems } from './ordering-rules.ts';
import type { Problem } from './problem.ts';
import { repeated } from './repeated.ts';

/** The settings of a VS/DR cluster after the schema: each value is valid by itself, constant defaults are filled in. */
export interface DirectRoutingSettings extends Pick<
  DirectRoutingCluster,
  'mode' | 'vips' | 'before' | 'chkconfig' | 'arp'
> {
  readonly description?: Description | undefined;
  readonly targets: readonly TargetName[];
  readonly initSystems?: readonly InitSystem[] | undefined;
}

/**
 * What the settings of a cluster break between them: an error keeps the cluster from being made.
 *
 * @param name as written, since a cluster whose name is refused has its other faults named too
 * @param written the keys that the config itself has, so that a default is not taken for a wish
 */
export function directRoutingProblems(
  name: string,
  settings: DirectRoutingSettings,
  written: ReadonlySet<string>,
): Problem[] {
  return [
    ...repeated(['vips'], settings.vips),
    ...repeated(['targets'], settings.targets),
    ...repeated(['initSystems'], settings.initSystems ?? []),
    ...repeated(['before'], settings.before),
    ...initSystemProblems(settings),
    ...orderingProblems({ name, nodes: nodesOf(settings), ...settings }, written),
  ];
}

/** Makes a cluster of settings in which {@link directRoutingProblems} has found no error. */
export function makeDirectRoutingCluster(
  name: ClusterName,
  settings: DirectRoutingSettings,
): DirectRoutingCluster {
  const { mode, description, vips, chkconfig, before, arp } = settings;
  return {
    mode,
    name,
    service: serviceName(name),
    ...(description === undefined ? {} : { description }),
    vips,
    nodes: nodesOf(settings),
    chkconfig,
    before,
    arp,
  };
}

function nodesOf(settings: DirectRoutingSettings): ClusterNode[] {
  return targets
    .filter((target) => settings.targets.includes(target.name))
    .map((target) => {
      const wanted: readonly InitSystem[] = settings.initSystems ?? target.defaultInitSystems;
      return { target, initSystems: initSystems.filter((system) => wanted.includes(system)) };
    });
}
