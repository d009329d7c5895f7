import type { Artifact, RoleName } from './artifact.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Target } from '../targets/index.ts';
import { directorLogic, hasScript } from './director.ts';
import { hasKeepalived, keepalivedArtifacts } from './keepalived.ts';
import { realServerLogic } from './real-server.ts';
import { type Logic, type Service, serviceArtifacts } from './service.ts';

export { forwardingOf, guardUnit, roleWord, type Logic } from './service.ts';

/** Everything that a cluster is rendered to, role by role, each in the order of its targets. */
export function artifactsOf(cluster: Cluster): readonly Artifact[] {
  const artifacts = (role: RoleName, service: Service): readonly Artifact[] =>
    service.nodes.flatMap((node) =>
      serviceArtifacts(cluster, role, service, node, logicOf(cluster, role, node.target)),
    );
  const { director } = cluster;
  const realServers = artifacts('real-server', cluster);
  if (director === undefined) return realServers;
  const directed = { ...cluster, director };
  if (!hasKeepalived(directed)) return [...realServers, ...artifacts('director', director)];
  const script = hasScript(director) ? artifacts('director', director) : [];
  const each = directed.director.keepalived.directors.flatMap((own) =>
    director.nodes.flatMap(({ target }) => [
      ...keepalivedArtifacts(directed, own, target),
      ...script
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
  return directorLogic({ ...cluster, director }, target);
}
