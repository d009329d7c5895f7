import type { ClusterName } from './cluster-name.ts';
import { problemAt, type KeyPath, type Problem } from './problem.ts';

/** A cluster's name and VIPs, and where its VIPs stand in the config. */
interface VipHolder {
  readonly name: ClusterName;
  readonly vips: readonly string[];
}

/**
 * A warning for every VIP that an earlier cluster has too. That is legitimate, with other ports on other farms; where
 * both scripts run on one host, the VIP stays until the last of them stops.
 *
 * @param pathOf where the VIPs of a cluster stand
 */
export function sharedVips(
  clusters: readonly VipHolder[],
  pathOf: (name: ClusterName) => KeyPath,
): Problem[] {
  const first = new Map<string, { name: ClusterName; path: KeyPath }>();
  const problems: Problem[] = [];
  for (const { name, vips } of clusters) {
    vips.forEach((vip, index) => {
      const path = [...pathOf(name), index];
      const other = first.get(vip);
      if (other === undefined) {
        first.set(vip, { name, path });
        return;
      }
      const message = `${vip} is a VIP of the cluster ${other.name} too: on a host that runs both, it stays up until both have stopped`;
      const hint = 'that is right for farms that serve other ports of it, and else a slip';
      problems.push(problemAt('warning', path, message, hint, other.path));
    });
  }
  return problems;
}
