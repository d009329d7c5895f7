import type { Cluster } from '../model/cluster.ts';
import type { Print } from '../render/print.ts';
import { type RoleName, roleOf, type Selection, type View } from '../roles/artifact.ts';
import { groupOf, type Host, hostsOf } from '../roles/index.ts';
import { keepalivedView } from './keepalived.ts';
import { clusterView, installedView, nodeView, titlesOf } from './views.ts';

/** What the scripts of a cluster do, in the words of the templates below `explain/`; empty where none is selected. */
export function explainCluster(
  cluster: Cluster,
  all: readonly Cluster[],
  selection: Selection,
  print: Print,
): string {
  const hosts = hostsOf(cluster, selection);
  if (hosts.length === 0) return '';
  const view = clusterView(cluster, all);
  const directors = hosts.filter(({ role }) => role !== 'real-server').map(({ node }) => node);
  const roles = [
    ...explainRole(cluster, view, 'real-server', hosts, print),
    ...(cluster.director?.keepalived === undefined
      ? explainRole(cluster, view, 'director', hosts, print)
      : [...new Set(directors)].map((node) =>
          print('explain/keepalived', keepalivedView(cluster, node)),
        )),
  ];
  return [print('explain/cluster', view), ...roles, print('explain/left-to-you', view)].join('\n');
}

/** Hosts whose scripts do the same are told together. */
function explainRole(
  cluster: Cluster,
  view: View,
  role: RoleName,
  all: readonly Host[],
  print: Print,
): string[] {
  const hosts = all.filter((host) => roleOf(host.role) === role);
  const realServer = cluster.mode === 'nat' ? 'explain/real-server-nat' : 'explain/real-server';
  const template = role === 'director' ? 'explain/director' : realServer;
  const texts = hosts.map((host) => print(template, { ...view, ...nodeView(cluster, host) }));
  return [...new Set(texts)].flatMap((text) => {
    const same = hosts.filter((_, index) => texts[index] === text);
    const titles = titlesOf(same.map(({ node }) => node));
    const who = role === 'director' ? 'Directors' : 'Real servers';
    return [
      `${who} on ${titles}: service ${groupOf(cluster, role).service}\n${text}`,
      ...same.map((host) => print('explain/installed', installedView(cluster, host))),
    ];
  });
}
