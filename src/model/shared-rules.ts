import type { Cluster, VirtualService } from './cluster.ts';
import { warn, type KeyPath, type Problem } from './problem.ts';

/** Packets that a service takes, by what IPVS or a rule of iptables finds them by. */
interface Claim {
  readonly key: string;
  readonly what: string;
}

/** What a service takes, for comparing it with those of its own and of other clusters. */
export function claimsOf(service: VirtualService): readonly Claim[] {
  const { protocol, vips } = service;
  const ports = service.kind === 'mark' ? service.ports : [service.port];
  const byPort = vips.flatMap((vip) =>
    ports.map((port) => ({
      key: `${protocol} ${port} ${vip}`,
      what: `${port === 0 ? `every ${protocol} port` : `${protocol} port ${port}`} of ${vip}`,
    })),
  );
  if (service.kind === 'port') return byPort;
  return [{ key: `mark ${service.mark}`, what: `mark ${service.mark}` }, ...byPort];
}

/** Warnings about what clusters have in common with earlier ones. */
export function sharedProblems(clusters: readonly Cluster[]): Problem[] {
  return [...sharedVips(clusters), ...sharedServices(clusters)];
}

/**
 * That is legitimate, with other ports on other farms; where both scripts run on one host, the VIP stays until the last
 * of them stops.
 */
function sharedVips(clusters: readonly Cluster[]): Problem[] {
  const held = clusters.flatMap(({ name, vips, mode }) =>
    vips.map((vip, index) => ({ key: vip, name, mode, path: ['clusters', name, 'vips', index] })),
  );
  return alreadyThere(held).map(({ key, mode, path, earlier }) => {
    const consequence =
      mode !== 'nat' && earlier.mode !== 'nat'
        ? 'on a host that runs both, it stays up until both have stopped'
        : 'their directors would hold it both';
    const message = `${key} is a VIP of the cluster ${earlier.name} too: ${consequence}`;
    const hint = 'that is right for farms that serve other ports of it, and else a slip';
    return warn(path, message, hint, { first: earlier.path });
  });
}

/** One host cannot be both directors. */
function sharedServices(clusters: readonly Cluster[]): Problem[] {
  const offers = clusters.flatMap(({ name, director }) =>
    (director?.services ?? []).flatMap((service, index) => {
      const path = ['clusters', name, 'director', 'services', index];
      return claimsOf(service).map((claim) => ({ ...claim, name, path }));
    }),
  );
  const told = new Set<string>();
  return alreadyThere(offers).flatMap(({ what, name, path, earlier }) => {
    if (earlier.name === name || told.has(path.join(' '))) return [];
    told.add(path.join(' '));
    const message = `the director of the cluster ${earlier.name} offers ${what} too: on a host that is both, the second of them refuses to start`;
    const hint = 'that is right for directors on other hosts, and else a slip';
    return [warn(path, message, hint, { first: earlier.path })];
  });
}

/** Those whose key an earlier one has, with that one. */
function alreadyThere<Item extends { readonly key: string; readonly path: KeyPath }>(
  items: readonly Item[],
): (Item & { earlier: Item })[] {
  const first = new Map<string, Item>();
  return items.flatMap((item) => {
    const earlier = first.get(item.key);
    if (earlier !== undefined) return [{ ...item, earlier }];
    first.set(item.key, item);
    return [];
  });
}
