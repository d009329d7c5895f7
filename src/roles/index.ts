import type { Artifact, RoleName } from './artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Target } from '../targets/index.ts';
import { directorLogic, hasScript } from './director.ts';
import { keepalivedArtifacts } from './keepalived.ts';
import { realServerLogic } from './real-server.ts';
import { type Logic, serviceArtifacts } from './service.ts';

export { forwardingOf, groupOf, guardUnit, type Logic } from './service.ts';

/** Everything that a cluster is rendered to, role by role, each in the order of its targets. */
export function artifactsOf(cluster: Cluster): readonly Artifact[] {
  const { director } = cluster;
  const scripts = (role: RoleName, nodes: readonly ClusterNode[]): readonly Artifact[] =>
    nodes.flatMap((node) =>
      serviceArtifacts(cluster, role, node, logicOf(cluster, role, node.target)),
    );
  const realServers = scripts('real-server', cluster.nodes);
  if (director === undefined) return realServers;
  const { keepalived, nodes } = director;
  const directors = hasScript(director) ? scripts('director', nodes) : [];
  if (keepalived === undefined) return [...realServers, ...directors];
  const each = keepalived.directors.flatMap((own) =>
    nodes.flatMap(({ target }) => [
      ...keepalivedArtifacts(cluster, director, keepalived, own, target),
      ...directors
        .filter((one) => one.target === target.name)
        .map((one) => ({ ...one, role: `director-${own.name}` as const })),
    ]),
  );
  return [...realServers, ...each];
}

/** What the script of a role does on an operating system. The cluster has that role. */
export function logicOf(cluster: Cluster, role: RoleName, target: Target): Logic {
  if (role === 'real-server') return realServerLogic(cluster, target);
  const { director } = cluster;
  if (director === undefined) throw new Error(`the cluster ${cluster.name} has no director`);
  return directorLogic(cluster, director, target);
}
