import type { Artifact } from '../model/artifact.ts';
import type { ClusterNode } from '../model/cluster.ts';
import { type DirectedCluster, directorView } from './director-view.ts';
import { serviceArtifacts } from './service-artifacts.ts';

/** What the directors of a cluster get on one operating system, in the same forms as its real servers. */
export function directorArtifacts(
  cluster: DirectedCluster,
  node: ClusterNode,
): readonly Artifact[] {
  const { service, chkconfig, before } = cluster.director;
  const view = directorView(cluster, node.target);
  return serviceArtifacts(cluster, node, {
    role: 'director',
    name: service,
    chkconfig,
    before,
    view,
  });
}
