import type { ClusterName } from './cluster-name.ts';
import type { Cluster } from './cluster.ts';
import { claimsOf } from './service-overlaps.ts';
import { problemAt, type KeyPath, type Problem } from './problem.ts';

/** What clusters have in common with earlier ones, seen from the key of all clusters on. */
export function sharedProblems(clusters: readonly Cluster[]): Problem[] {
  return [...sharedVips(clusters), ...sharedServices(clusters)];
}

/**
 * A warning for every VIP that an earlier cluster has too. That is legitimate, with other ports on other farms; where
 * both scripts run on one host, the VIP stays until the last of them stops.
 */
function sharedVips(clusters: readonly Cluster[]): Problem[] {
  const holdings = clusters.flatMap(({ name, vips, mode }) =>
    vips.map((vip, index) => ({ key: vip, name, mode, path: [name, 'vips', index] })),
  );
  return alreadyThere(holdings).map(({ key, mode, path, earlier }) => {
    const consequence =
      mode !== 'nat' && earlier.mode !== 'nat'
        ? 'on a host that runs both, it stays up until both have stopped'
        : 'their directors would hold it both';
    const message = `${key} is a VIP of the cluster ${earlier.name} too: ${consequence}`;
    const hint = 'that is right for farms that serve other ports of it, and else a slip';
    return problemAt('warning', path, message, hint, earlier.path);
  });
}

/** A warning for every service that takes what one of an earlier cluster takes: one host cannot be both directors. */
function sharedServices(clusters: readonly Cluster[]): Problem[] {
  const offers = clusters.flatMap(({ name, vips, director }) =>
    (director?.services ?? []).flatMap((service, index) =>
      claimsOf(service, vips).map(({ key, what }) => ({
        key,
        what,
        name,
        path: [name, 'director', 'services', index],
      })),
    ),
  );
  const told = new Set<string>();
  return alreadyThere(offers).flatMap(({ what, path, earlier }) => {
    const place = path.join(' ');
    if (earlier.path.join(' ') === place || told.has(place)) return [];
    told.add(place);
    const message = `the director of the cluster ${earlier.name} offers ${what} too: on a host that is both, the second of them refuses to start`;
    const hint = 'that is right for directors on other hosts, and else a slip';
    return [problemAt('warning', path, message, hint, earlier.path)];
  });
}

interface Held {
  readonly key: string;
  readonly name: ClusterName;
  readonly path: KeyPath;
}

/** Those whose key an earlier one has, with that one. */
function alreadyThere<Item extends Held>(items: readonly Item[]): (Item & { earlier: Item })[] {
  const first = new Map<string, Item>();
  return items.flatMap((item) => {
    const earlier = first.get(item.key);
    if (earlier !== undefined) return [{ ...item, earlier }];
    first.set(item.key, item);
    return [];
  });
}
