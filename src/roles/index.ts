import {
  type Artifact,
  type NodeName,
  type RoleName,
  roleOf,
  type Selection,
  selects,
} from './artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Target } from '../targets/index.ts';
import { directorLogic, hasScript } from './director.ts';
import { keepalivedArtifacts } from './keepalived.ts';
import { realServerLogic } from './real-server.ts';
import { type Logic, serviceArtifacts } from './service.ts';

export { forwardingOf, groupOf, guardUnit, type Logic } from './service.ts';

/** The hosts of a cluster that get the same files. */
export interface Host {
  readonly role: NodeName;
  readonly node: ClusterNode;
  /** Where their files stand below the output folder: `cluster/role/target`. */
  readonly unit: string;
}

/** The hosts of a cluster, role by role, each in the order of its targets. */
export function hostsOf({ name, nodes, director }: Cluster, selection: Selection = {}): Host[] {
  const host = (role: NodeName, node: ClusterNode): Host => {
    return { role, node, unit: `${name}/${role}/${node.target.name}` };
  };
  const directors = director?.keepalived?.directors.map((own) => `director-${own.name}` as const);
  return [
    ...nodes.map((node) => host('real-server', node)),
    ...(directors ?? (['director'] as const)).flatMap((role) =>
      (director?.nodes ?? []).map((node) => host(role, node)),
    ),
  ].filter(({ unit }) => selects(selection, unit));
}

export function artifactsOn(cluster: Cluster, { role, node }: Host): readonly Artifact[] {
  const { director } = cluster;
  const logic = logicOf(cluster, roleOf(role), node.target);
  const own = director?.keepalived?.directors.find(({ name }) => role === `director-${name}`);
  if (own === undefined || director === undefined) {
    return serviceArtifacts(cluster, role, node, logic);
  }
  return [
    ...keepalivedArtifacts(cluster, director, own, node.target),
    ...(hasScript(director) ? serviceArtifacts(cluster, role, node, logic) : []),
  ];
}

/** Everything that a cluster is rendered to, host by host. */
export function artifactsOf(cluster: Cluster, selection: Selection = {}): readonly Artifact[] {
  return hostsOf(cluster, selection).flatMap((host) => artifactsOn(cluster, host));
}

/** What the script of a role does on an operating system. The cluster has that role. */
export function logicOf(cluster: Cluster, role: RoleName, target: Target): Logic {
  if (role === 'real-server') return realServerLogic(cluster, target);
  const { director } = cluster;
  if (director === undefined) throw new Error(`the cluster ${cluster.name} has no director`);
  return directorLogic(cluster, director, target);
}
