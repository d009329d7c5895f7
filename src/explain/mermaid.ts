import type { Cluster } from '../model/cluster.ts';
import type { VirtualService } from '../model/cluster.ts';
import { phrase } from '../base/quote.ts';
import { edgeTexts } from './edges.ts';
import { mermaidLabel } from './mermaid-text.ts';
import { persistenceText, realServerText, serviceText } from './services.ts';

/** The clusters as one flowchart of Mermaid, each in a frame of its own. */
export function drawClusters(clusters: readonly Cluster[]): string {
  return `flowchart LR\n${clusters.map((cluster, index) => draw(cluster, `c${index + 1}`)).join('')}`;
}

/** The names in a drawing are made up, since that of a cluster may be a word of Mermaid, such as `end`. */
function draw(cluster: Cluster, frame: string): string {
  const { name, description = '', mode } = cluster;
  const client = `${frame}client`;
  const directorNode = `${frame}director`;
  const realServers = realServerLabels(cluster).map(
    (label, index) => [`${frame}rs${index + 1}`, label] as const,
  );
  const { request, forward, reply, back } = edgeTexts(cluster);
  const title = `${name}, VS/${mode.toUpperCase()}`;
  const edges = [
    `${client} -->|${mermaidLabel(request)}| ${directorNode}`,
    ...realServers.map(([id]) => `${directorNode} -->|${mermaidLabel(forward)}| ${id}`),
    ...(back === undefined
      ? realServers.map(([id]) => `${id} -.->|${mermaidLabel(reply)}| ${client}`)
      : [
          ...realServers.map(([id]) => `${id} -.->|${mermaidLabel(reply)}| ${directorNode}`),
          `${directorNode} -.->|${mermaidLabel(back)}| ${client}`,
        ]),
  ];
  const lines = [
    `${client}([${mermaidLabel('clients')}])`,
    `subgraph ${frame} [${mermaidLabel(description === '' ? title : `${title}: ${description}`)}]`,
    `    ${directorNode}[${mermaidLabel(...directorLabel(cluster))}]`,
    ...realServers.map(([id, label]) => `    ${id}[${mermaidLabel(...label)}]`),
    'end',
    ...edges,
  ];
  return lines.map((line) => `    ${line}\n`).join('');
}

function directorLabel({ director, vips }: Cluster): string[] {
  if (director === undefined) return ['director, set up by other means', ...vips];
  const holder = director.externalVips ? 'VIPs by another tool' : 'VIPs';
  return [
    `director, ${director.interface}`,
    `${holder}: ${vips.join(', ')}`,
    ...director.services.map((service) => serviceLabel(service, vips)),
  ];
}

function serviceLabel(service: VirtualService, clusterVips: readonly string[]): string {
  const { scheduler, vips } = service;
  const place = vips.length === clusterVips.length ? '' : `on ${phrase(vips, 'and')}`;
  return [serviceText(service), place, scheduler, persistenceText(service)]
    .filter((text) => text !== '')
    .join(', ');
}

function realServerLabels({ director, nodes, ...cluster }: Cluster): string[][] {
  const holds = { dr: 'VIPs on lo', tun: 'VIPs on tunl0', nat: 'no VIP' }[cluster.mode];
  if (director === undefined) {
    const titles = nodes.map(({ target }) => target.title);
    return [['real servers', phrase(titles, 'and'), holds]];
  }
  return director.realServers.map((realServer) => [realServerText(realServer), holds]);
}
