import type { Cluster } from './cluster.ts';
import { claiming, claimsOf } from './service-rules.ts';
import { warn, type KeyPath, type Problem } from './problem.ts';
import { sharedKeepalivedProblems } from './shared-keepalived.ts';

/** What clusters have in common with earlier ones: mostly warnings. */
export function sharedProblems(clusters: readonly Cluster[]): Problem[] {
  return [
    ...sharedVips(clusters),
    ...sharedServices(clusters),
    ...unscriptedRealServers(clusters),
    ...sharedKeepalivedProblems(clusters),
  ];
}

/**
 * That is legitimate, with other ports on other farms; where both scripts run on one host, the VIP stays until the last
 * of them stops.
 */
function* sharedVips(clusters: readonly Cluster[]): Generator<Problem, void> {
  const owners = new Map<string, { readonly cluster: Cluster; readonly path: KeyPath }>();
  for (const cluster of clusters) {
    for (const [index, vip] of cluster.vips.entries()) {
      const path = ['clusters', cluster.name, 'vips', index];
      const earlier = owners.get(vip);
      if (earlier === undefined) owners.set(vip, { cluster, path });
      if (earlier === undefined || directingCluster(cluster, [earlier.cluster])) continue;
      if (directingCluster(earlier.cluster, [cluster])) continue;
      const holdBoth = cluster.mode !== 'nat' && earlier.cluster.mode !== 'nat';
      const consequence = holdBoth
        ? 'on a host that runs both, it stays up until both have stopped'
        : 'their directors would hold it both';
      const message = `${vip} is a VIP of the cluster ${earlier.cluster.name} too: ${consequence}`;
      const hint = 'that is right for farms that serve other ports of it, and else a slip';
      yield warn(path, message, hint, { first: earlier.path });
    }
  }
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
function* sharedServices(clusters: readonly Cluster[]): Generator<Problem, void> {
  const claim = claiming<{ readonly name: string; readonly path: KeyPath }>();
  for (const { name, director } of clusters) {
    for (const [index, service] of (director?.services ?? []).entries()) {
      const path = ['clusters', name, 'director', 'services', index];
      let isTold = false;
      for (const one of claimsOf(service)) {
        const earlier = claim(one, { name, path });
        if (isTold || earlier === undefined || earlier.name === name) continue;
        isTold = true;
        const message = `the director of the cluster ${earlier.name} offers ${one.what} too: on a host that is both, the second of them refuses to start`;
        const hint = 'that is right for directors on other hosts, and else a slip';
        yield warn(path, message, hint, { first: earlier.path });
      }
    }
  }
}

/** A real server of another mode than its cluster has a script only if a cluster of that mode has the same VIPs. */
function* unscriptedRealServers(clusters: readonly Cluster[]): Generator<Problem, void> {
  for (const cluster of clusters) {
    for (const [index, server] of (cluster.director?.realServers ?? []).entries()) {
      const { mode = cluster.mode, address } = server;
      if (mode === cluster.mode) continue;
      if (clusters.some((other) => other.mode === mode && directingCluster(other, [cluster])))
        continue;
      const path = ['clusters', cluster.name, 'director', 'realServers', index, 'mode'];
      const message = `no script is rendered for ${address}: no cluster in mode ${mode} has the VIPs of this one`;
      const hint = `write a second cluster in mode ${mode} with the same vips, and without a director`;
      yield warn(path, message, hint);
    }
  }
}
