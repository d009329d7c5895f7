import type { Artifact } from '../model/artifact.ts';
import type { Cluster } from '../model/cluster.ts';
import { realServerArtifacts } from './real-server.ts';

/** Everything that a cluster is rendered to, in the order of its targets. */
export function artifactsOf(cluster: Cluster): readonly Artifact[] {
  return cluster.nodes.flatMap((node) => realServerArtifacts(cluster, node));
}
