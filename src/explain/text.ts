import type { RoleName, View } from '../model/artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Print } from '../render/renderer.ts';
import { clusterView, installedView, nodeView, titlesOf } from './views.ts';

/** The nodes of one role. */
interface RoleNodes {
  readonly role: RoleName;
  readonly nodes: readonly ClusterNode[];
}

/** Nodes whose scripts do the same. */
interface Group {
  readonly view: View;
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
    ...roles.flatMap(({ role, nodes }) =>
      alike(cluster, role, nodes).flatMap((group) => [
        print(templateOf(cluster, role), { ...group.view, titles: titlesOf(group.nodes) }),
        ...group.nodes.map((node) =>
          print('explain/installed', installedView(cluster, role, node)),
        ),
      ]),
    ),
    print('explain/left-to-you', view),
  ].join('\n');
}

/** What holds for the scripts of every cluster. */
export function explainAll(print: Print): string {
  return print('explain/all-scripts', {});
}

function templateOf({ mode }: Cluster, role: RoleName): string {
  if (role === 'director') return 'explain/director';
  return mode === 'nat' ? 'explain/real-server-nat' : 'explain/real-server';
}

/** Groups nodes whose scripts do the same, so that they are explained together. */
function alike(cluster: Cluster, role: RoleName, nodes: readonly ClusterNode[]): Group[] {
  const groups = new Map<string, Group>();
  for (const node of nodes) {
    const view = nodeView(cluster, role, node);
    const key = JSON.stringify(view);
    groups.set(key, { view, nodes: [...(groups.get(key)?.nodes ?? []), node] });
  }
  return [...groups.values()];
}
