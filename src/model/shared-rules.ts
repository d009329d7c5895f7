import type { Cluster } from './cluster.ts';
import { isIpv6 } from './ip-address.ts';
import type { Keepalived } from './keepalived.ts';
import { type KeyPath, type Problem, refuse, warn } from './problem.ts';
import { collisions } from './service-rules.ts';

/** What clusters have in common with earlier ones: mostly warnings. */
export function sharedProblems(clusters: readonly Cluster[]): Problem[] {
  return [
    ...sharedVips(clusters),
    ...sharedServices(clusters),
    ...unscriptedRealServers(clusters),
    ...sharedDirectors(clusters),
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
  const services = clusters.flatMap(({ name, director }) =>
    (director?.services ?? []).map((service, index) => {
      return [{ name, path: ['clusters', name, 'director', 'services', index] }, service] as const;
    }),
  );
  for (const { owner, earlier, what } of collisions(services)) {
    const message = `the director of the cluster ${earlier.name} offers ${what} too: on a host that is both, the second of them refuses to start`;
    const hint = 'that is right for directors on other hosts, and else a slip';
    yield warn(owner.path, message, hint, { first: earlier.path });
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

type Named = Keepalived & { readonly name: string };

/** What clusters of keepalived break between them: the network and the hosts that they share. */
function sharedDirectors(clusters: readonly Cluster[]): Problem[] {
  const all = clusters.flatMap(({ name, director }): Named[] =>
    director?.keepalived === undefined ? [] : [{ name, ...director.keepalived }],
  );
  return all.flatMap((one, index) => {
    const earlier = all.slice(0, index);
    return earlier.flatMap((other) => between(one, other)).slice(0, 1);
  });
}

function between(one: Named, other: Named): Problem[] {
  const refused = (key: string, message: string, hint: string): Problem[] => {
    const at = ({ name }: Named): KeyPath => ['clusters', name, 'director', 'keepalived', key];
    return [refuse(at(one), message, hint, { first: at(other) })];
  };
  const [own, their] = [one, other].map(({ directors }) => directors.map(({ address }) => address));
  const networks = new Set(their?.map(networkOf));
  const isNear = own?.some((address) => networks.has(networkOf(address))) === true;
  if (isNear && one.virtualRouterId === other.virtualRouterId) {
    const message = `virtualRouterId ${one.virtualRouterId} is that of the cluster ${other.name} too, whose directors are on this network: each pair would take the adverts of the other for its own`;
    return refused('virtualRouterId', message, 'give one of them another number');
  }
  const shared = own?.find((address) => their?.includes(address));
  if (shared === undefined) return [];
  const who = `${shared} is a director of the cluster ${other.name} too`;
  if (!one.include || !other.include) {
    const message = `${who}, and a host has one keepalived.conf`;
    return refused('directors', message, 'write include: true in both');
  }
  if (one.sync === false || other.sync === false) return [];
  const message = `${who}, and a host has one sync daemon, which tells of the connections of all`;
  return refused('sync', message, 'keep it in one of them');
}

/** What is taken for one network: a /24, or a /64. */
function networkOf(address: string): string {
  if (!isIpv6(address)) return address.replace(/\.\d+$/, '');
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':'));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return head.concat(zeros, tail).slice(0, 4).join(':');
}
