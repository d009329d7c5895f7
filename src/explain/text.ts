import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Print } from '../render/print.ts';
import type { RoleName, View } from '../roles/artifact.ts';
import { hasKeepalived } from '../roles/keepalived.ts';
import { type Selection, selects } from '../roles/selection.ts';
import { keepalivedView } from './keepalived.ts';
import { clusterView, installedView, nodeView, titlesOf } from './views.ts';

/** What the scripts of a cluster do, in the words of the templates below `explain/`; empty where none is selected. */
export function explainCluster(
  cluster: Cluster,
  all: readonly Cluster[],
  selection: Selection,
  print: Print,
): string {
  const view = clusterView(cluster, all);
  const roles = [
    ...explainRole(cluster, view, 'real-server', cluster.nodes, selection, print),
    ...explainDirectors(cluster, view, selection, print),
  ];
  if (roles.length === 0) return '';
  return [print('explain/cluster', view), ...roles, print('explain/left-to-you', view)].join('\n');
}

/** What holds for the scripts of every cluster. */
export function explainAll(print: Print): string {
  return print('explain/all-scripts', {});
}

function explainDirectors(
  cluster: Cluster,
  view: View,
  selection: Selection,
  print: Print,
): string[] {
  const { director } = cluster;
  if (director === undefined) return [];
  const directed = { ...cluster, director };
  if (!hasKeepalived(directed)) {
    return explainRole(cluster, view, 'director', director.nodes, selection, print);
  }
  const { directors } = directed.director.keepalived;
  return director.nodes
    .filter(({ target }) =>
      directors.some((own) =>
        selects(selection, `${cluster.name}/director-${own.name}/${target.name}`),
      ),
    )
    .map((node) => print('explain/keepalived', keepalivedView(directed, node)));
}

/** Nodes whose scripts do the same are told together. */
function explainRole(
  cluster: Cluster,
  view: View,
  role: RoleName,
  candidates: readonly ClusterNode[],
  selection: Selection,
  print: Print,
): string[] {
  const nodes = candidates.filter(({ target }) =>
    selects(selection, `${cluster.name}/${role}/${target.name}`),
  );
  const realServer = cluster.mode === 'nat' ? 'explain/real-server-nat' : 'explain/real-server';
  const template = role === 'director' ? 'explain/director' : realServer;
  const tell = (node: ClusterNode, titles: string): string =>
    print(template, { ...view, ...nodeView(cluster, role, node), titles });
  const texts = nodes.map((node) => tell(node, ''));
  return [...new Set(texts)].flatMap((text) => {
    const alike = nodes.filter((_, index) => texts[index] === text);
    return [
      ...alike.slice(0, 1).map((node) => tell(node, titlesOf(alike))),
      ...alike.map((node) => print('explain/installed', installedView(cluster, role, node))),
    ];
  });
}
