import type { Cluster } from './cluster.ts';
import { claiming, claimsOf } from './ports.ts';
import { warn, type KeyPath, type Problem } from './problem.ts';

/** Warnings about what clusters have in common with earlier ones. */
export function sharedProblems(clusters: readonly Cluster[]): Problem[] {
  return [...sharedVips(clusters), ...sharedServices(clusters), ...unscriptedRealServers(clusters)];
}

/**
 * That is legitimate, with other ports on other farms; where both scripts run on one host, the VIP stays until the last
 * of them stops.
 */
function sharedVips(clusters: readonly Cluster[]): Problem[] {
  const first = new Map<string, { readonly cluster: Cluster; readonly path: KeyPath }>();
  return clusters.flatMap((cluster) =>
    cluster.vips.flatMap((vip, index) => {
      const path = ['clusters', cluster.name, 'vips', index];
      const earlier = first.get(vip);
      if (earlier === undefined) first.set(vip, { cluster, path });
      if (earlier === undefined) return [];
      if (directingCluster(cluster, [earlier.cluster])) return [];
      if (directingCluster(earlier.cluster, [cluster])) return [];
      const holdBoth = [cluster, earlier.cluster].every(({ mode }) => mode !== 'nat');
      const consequence = holdBoth
        ? 'on a host that runs both, it stays up until both have stopped'
        : 'their directors would hold it both';
      const message = `${vip} is a VIP of the cluster ${earlier.cluster.name} too: ${consequence}`;
      const hint = 'that is right for farms that serve other ports of it, and else a slip';
      return [warn(path, message, hint, { first: earlier.path })];
    }),
  );
}

/** The cluster whose director has real servers of another mode than its own, for which `cluster` has the scripts. */
export function directingCluster(
  cluster: Cluster,
  others: readonly Cluster[],
): Cluster | undefined {
  return others.find(
    ({ mode, vips, director }) =>
      mode !== cluster.mode &&
      director?.realServers.some((server) => server.mode === cluster.mode) &&
      vips.some((vip) => cluster.vips.includes(vip)),
  );
}

/** One host cannot be both directors. */
function sharedServices(clusters: readonly Cluster[]): Problem[] {
  const claim = claiming<{ readonly name: string; readonly path: KeyPath }>();
  return clusters.flatMap(({ name, director }) =>
    (director?.services ?? []).flatMap((service, index) => {
      const owner = { name, path: ['clusters', name, 'director', 'services', index] };
      const taken = claimsOf(service).flatMap((one) => {
        const earlier = claim(one, owner);
        return earlier === undefined || earlier.name === name ? [] : [{ ...one, earlier }];
      });
      return taken.slice(0, 1).map(({ what, earlier }) => {
        const message = `the director of the cluster ${earlier.name} offers ${what} too: on a host that is both, the second of them refuses to start`;
        const hint = 'that is right for directors on other hosts, and else a slip';
        return warn(owner.path, message, hint, { first: earlier.path });
      });
    }),
  );
}

/** A real server of another mode than its cluster has a script only if a cluster of that mode has the same VIPs. */
function unscriptedRealServers(clusters: readonly Cluster[]): Problem[] {
  const holders = new Set(
    clusters.flatMap(({ mode, vips }) => vips.map((vip) => `${mode} ${vip}`)),
  );
  return clusters.flatMap(({ name, mode: usual, vips, director }) =>
    (director?.realServers ?? []).flatMap(({ mode = usual, address }, index) => {
      if (mode === usual || vips.some((vip) => holders.has(`${mode} ${vip}`))) return [];
      const path = ['clusters', name, 'director', 'realServers', index, 'mode'];
      const message = `no script is rendered for ${address}: no cluster in mode ${mode} has the VIPs of this one`;
      const hint = `write a second cluster in mode ${mode} with the same vips, and without a director`;
      return [warn(path, message, hint)];
    }),
  );
}
