import type { Artifact } from '../model/artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { realServerView } from './real-server-view.ts';
import { serviceArtifacts } from './service-artifacts.ts';

/** What the real servers of a cluster get on one operating system. */
export function realServerArtifacts(cluster: Cluster, node: ClusterNode): readonly Artifact[] {
  const { service, chkconfig, before } = cluster;
  const view = {
    ...realServerView(cluster),
    nftables: node.target.firewall === 'nftables',
  };
  return serviceArtifacts(cluster, node, {
    role: 'real-server',
    name: service,
    chkconfig,
    before,
    view,
  });
}
