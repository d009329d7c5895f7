import type { Artifact } from '../model/artifact.ts';
import type { Cluster } from '../model/cluster.ts';
import { directorArtifacts } from './director.ts';
import { realServerArtifacts } from './real-server.ts';

/** Everything that a cluster is rendered to, role by role, each in the order of its targets. */
export function artifactsOf(cluster: Cluster): readonly Artifact[] {
  const realServers = realServerArtifacts(cluster);
  const { director } = cluster;
  if (director === undefined) return realServers;
  const directed = { ...cluster, director };
  return [...realServers, ...director.nodes.flatMap((node) => directorArtifacts(directed, node))];
}
