import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Print } from '../render/print.ts';
import type { NodeName, RoleName, View } from '../roles/artifact.ts';
import { groupOf } from '../roles/index.ts';
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
  const { name, nodes, director } = cluster;
  const selected = (candidates: readonly ClusterNode[] = [], ...names: NodeName[]): ClusterNode[] =>
    candidates.filter(({ target }) =>
      names.some((node) => selects(selection, `${name}/${node}/${target.name}`)),
    );
  const view = clusterView(cluster, all);
  const names = director?.keepalived?.directors.map((own) => `director-${own.name}` as const);
  const directors = selected(director?.nodes, ...(names ?? (['director'] as const)));
  const roles = [
    ...explainRole(cluster, view, 'real-server', selected(nodes, 'real-server'), print),
    ...(director?.keepalived === undefined
      ? explainRole(cluster, view, 'director', directors, print)
      : directors.map((node) => print('explain/keepalived', keepalivedView(cluster, node)))),
  ];
  if (roles.length === 0) return '';
  return [print('explain/cluster', view), ...roles, print('explain/left-to-you', view)].join('\n');
}

/** Nodes whose scripts do the same are told together. */
function explainRole(
  cluster: Cluster,
  view: View,
  role: RoleName,
  nodes: readonly ClusterNode[],
  print: Print,
): string[] {
  const realServer = cluster.mode === 'nat' ? 'explain/real-server-nat' : 'explain/real-server';
  const template = role === 'director' ? 'explain/director' : realServer;
  const texts = nodes.map((node) => print(template, { ...view, ...nodeView(cluster, role, node) }));
  return [...new Set(texts)].flatMap((text) => {
    const same = nodes.filter((_, index) => texts[index] === text);
    const hosts = role === 'director' ? 'Directors' : 'Real servers';
    return [
      `${hosts} on ${titlesOf(same)}: service ${groupOf(cluster, role).service}\n${text}`,
      ...same.map((node) => print('explain/installed', installedView(cluster, role, node))),
    ];
  });
}
