import type { RoleName } from '../roles/artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Print } from '../render/print.ts';
import { clusterView, installedView, nodeView, titlesOf } from './views.ts';

/** The nodes of one role. */
interface RoleNodes {
  readonly role: RoleName;
  readonly nodes: readonly ClusterNode[];
}

/** The nodes that are to be explained, by their place in the output: `cluster/role/target`. */
export function explainedNodes(
  { name, nodes, director }: Cluster,
  selects: (path: string) => boolean,
): readonly RoleNodes[] {
  const of = (role: RoleName, all: readonly ClusterNode[]): RoleNodes => ({
    role,
    nodes: all.filter(({ target }) => selects(`${name}/${role}/${target.name}`)),
  });
  const roles = [of('real-server', nodes), of('director', director?.nodes ?? [])];
  return roles.filter(({ nodes }) => nodes.length > 0);
}

/** What the scripts of a cluster do, in the words of the templates below `explain/`. */
export function explainCluster(
  cluster: Cluster,
  roles: readonly RoleNodes[],
  print: Print,
): string {
  const view = clusterView(cluster);
  return [
    print('explain/cluster', view),
    ...roles.flatMap((role) => explainRole(cluster, role, print)),
    print('explain/left-to-you', view),
  ].join('\n');
}

/** What holds for the scripts of every cluster. */
export function explainAll(print: Print): string {
  return print('explain/all-scripts', {});
}

/** Nodes whose scripts do the same are told together. */
function explainRole(cluster: Cluster, { role, nodes }: RoleNodes, print: Print): string[] {
  const realServer = cluster.mode === 'nat' ? 'explain/real-server-nat' : 'explain/real-server';
  const template = role === 'director' ? 'explain/director' : realServer;
  const tell = (node: ClusterNode, titles: string): string =>
    print(template, { ...nodeView(cluster, role, node), titles });
  const texts = nodes.map((node) => tell(node, ''));
  return [...new Set(texts)].flatMap((text) => {
    const alike = nodes.filter((_, index) => texts[index] === text);
    return [
      ...alike.slice(0, 1).map((node) => tell(node, titlesOf(alike))),
      ...alike.map((node) => print('explain/installed', installedView(cluster, role, node))),
    ];
  });
}
