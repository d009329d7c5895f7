import type { RoleName } from '../model/artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { phrase } from '../model/quote.ts';
import { artifactsOf } from '../roles/index.ts';
import { explainDirector } from './director.ts';
import { installation, type Starting } from './installation.ts';
import { apart, bullets, columns, numbered, section } from './layout.ts';
import { explainMode } from './mode.ts';
import type { NodeExplanation } from './node.ts';
import { othersText } from './others.ts';
import { explainRealServer } from './real-server.ts';
import { beginning } from './run.ts';
import { wayOf } from './way.ts';

/** Tells whether something is to be explained, by its place in the output: `cluster/role/target`. */
export type Selects = (path: string) => boolean;

/** What the scripts of a cluster do, in words; empty if nothing of it is selected. */
export function explainCluster(cluster: Cluster, selects: Selects): string {
  const { director } = cluster;
  const realServers = rolePart(cluster, 'real-server', cluster, cluster.nodes, selects, (node) =>
    explainRealServer(cluster, node),
  );
  const directed = director && { ...cluster, director };
  const directors =
    directed === undefined
      ? []
      : rolePart(cluster, 'director', directed.director, directed.director.nodes, selects, (node) =>
          explainDirector(directed, node),
        );
  if (realServers.length + directors.length === 0) return '';
  const parts = [
    heading(cluster),
    section('The way of a request and of its reply', columns(wayOf(cluster))),
    section('What every action but status begins with', numbered(beginning)),
    ...realServers,
    ...directors,
    ...withoutDirector(cluster),
    section('What is left to you', bullets(othersText(cluster))),
  ];
  return `${apart(...parts).join('\n')}\n`;
}

function heading({ name, mode, description, vips }: Cluster): string[] {
  const title = `Cluster ${name}, VS/${mode.toUpperCase()}${description === undefined ? '' : `: ${description}`}`;
  return [title, '='.repeat(Array.from(title).length), `VIPs: ${phrase(vips, 'and')}`];
}

const roleTitles: Readonly<Record<RoleName, string>> = {
  'real-server': 'Real servers',
  director: 'Directors',
};

/** The nodes of a role; those that do the same are told together. */
function rolePart(
  cluster: Cluster,
  role: RoleName,
  starting: Starting,
  nodes: readonly ClusterNode[],
  selects: Selects,
  explain: (node: ClusterNode) => NodeExplanation,
): string[][] {
  const groups = new Map<string, ClusterNode[]>();
  for (const node of nodes) {
    if (!selects(`${cluster.name}/${role}/${node.target.name}`)) continue;
    const lines = runs(explain(node)).join('\n');
    groups.set(lines, [...(groups.get(lines) ?? []), node]);
  }
  return [...groups].map(([text, alike]) => {
    const titles = phrase(
      alike.map(({ target }) => target.title),
      'and',
    );
    const installed = alike.map((node) => {
      const { target } = node;
      const files = artifactsOf(cluster).filter(
        (artifact) => artifact.role === role && artifact.target === target.name,
      );
      const rows = installation(starting, node, files, explain(node));
      return section(`Installed on ${target.title}`, columns(rows));
    });
    return section(
      `${roleTitles[role]} on ${titles}: service ${starting.service}`,
      ...[text.split('\n'), ...installed].map((lines) => ['', ...lines]),
    );
  });
}

function runs({ start, stop, actions }: NodeExplanation): string[] {
  return apart(
    section('start', numbered(start)),
    section('stop', numbered(stop)),
    section('other actions', columns(actions)),
  );
}

function withoutDirector(cluster: Cluster): string[][] {
  if (cluster.director !== undefined) return [];
  const title = 'Directors are set up by other means (the config has no director:). They have to';
  return [section(title, bullets(explainMode(cluster).directorDuties))];
}
