import type { Artifact } from '../model/artifact.ts';
import type { Cluster } from '../model/cluster.ts';
import { realServerView } from './real-server-view.ts';
import { serviceArtifacts } from './service-artifacts.ts';

/** What the real servers of a cluster get, on each of their operating systems. */
export function realServerArtifacts(cluster: Cluster): readonly Artifact[] {
  const { service, chkconfig, before } = cluster;
  const view = realServerView(cluster);
  const common = { role: 'real-server', name: service, chkconfig, before, view } as const;
  return cluster.nodes.flatMap((node) => serviceArtifacts(cluster, node, common));
}
