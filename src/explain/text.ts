import type { RoleName } from '../model/artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { phrase } from '../model/quote.ts';
import type { Print } from '../render/renderer.ts';
import { clusterView, installedView, nodeView } from './views.ts';

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
  const roles: readonly RoleNodes[] = [
    { role: 'real-server', nodes },
    { role: 'director', nodes: director?.nodes ?? [] },
  ];
  return roles
    .map(({ role, nodes }) => ({
      role,
      nodes: nodes.filter(({ target }) => selects(`${name}/${role}/${target.name}`)),
    }))
    .filter(({ nodes }) => nodes.length > 0);
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
        print(templateOf(cluster, role), {
          ...group.view,
          titles: phrase(
            group.nodes.map(({ target }) => target.title),
            'and',
          ),
        }),
        ...group.nodes.map((node) =>
          print('explain/installed', installedView(cluster, role, node)),
        ),
      ]),
    ),
    print('explain/left-to-you', view),
  ].join('\n');
}

function templateOf({ mode }: Cluster, role: RoleName): string {
  if (role === 'director') return 'explain/director';
  return mode === 'nat' ? 'explain/real-server-nat' : 'explain/real-server';
}

/** Groups nodes whose scripts do the same, so that they are explained together. */
function alike(cluster: Cluster, role: RoleName, nodes: readonly ClusterNode[]) {
  const groups = new Map<
    string,
    { view: ReturnType<typeof nodeView>; nodes: readonly ClusterNode[] }
  >();
  for (const node of nodes) {
    const view = nodeView(cluster, role, node);
    const key = JSON.stringify(view);
    groups.set(key, { view, nodes: [...(groups.get(key)?.nodes ?? []), node] });
  }
  return [...groups.values()];
}
