import { phrase } from '../base/quote.ts';
import type { Cluster, Mode, VirtualService } from '../model/cluster.ts';
import { directingCluster } from '../model/shared-rules.ts';
import { persistenceText, realServerText, serviceText } from './services.ts';

/** The clusters as one flowchart of Mermaid, each in a frame of its own. */
export function drawClusters(clusters: readonly Cluster[], all = clusters): string {
  const drawn = clusters.map((cluster, index) => draw(cluster, all, `c${index + 1}`));
  return `flowchart LR\n${drawn.join('')}`;
}

/** The names in a drawing are made up, since that of a cluster may be a word of Mermaid, such as `end`. */
function draw(cluster: Cluster, all: readonly Cluster[], frame: string): string {
  const { name, description = '', mode } = cluster;
  const [client, director] = [`${frame}client`, `${frame}director`];
  const realServers = realServersIn(cluster).map(
    ([way, ...label], index) => [`${frame}rs${index + 1}`, mermaidLabel(...label), way] as const,
  );
  const forwarded = {
    dr: 'same packet, new MAC address',
    tun: 'IPIP',
    nat: 'destination rewritten',
  };
  const past = mermaidLabel('reply from the VIP');
  const reply = mode === 'nat' ? mermaidLabel(`reply, gateway ${cluster.gateway}`) : past;
  const receiver = mode === 'nat' ? director : client;
  const title = `${name}, VS/${mode.toUpperCase()}`;
  const lines = [
    `${client}([${mermaidLabel('clients')}])`,
    `subgraph ${frame} [${mermaidLabel(description === '' ? title : `${title}: ${description}`)}]`,
    `    ${director}[${mermaidLabel(...directorLabel(cluster, all))}]`,
    ...realServers.map(([id, label]) => `    ${id}[${label}]`),
    'end',
    `${client} -->|${mermaidLabel('request to a VIP')}| ${director}`,
    ...realServers.map(([id, , way]) => `${director} -->|${mermaidLabel(forwarded[way])}| ${id}`),
    ...realServers.map(([id]) => `${id} -.->|${reply}| ${receiver}`),
    ...(mode === 'nat' ? [`${director} -.->|${past}| ${client}`] : []),
  ];
  return lines.map((line) => `    ${line}\n`).join('');
}

function directorLabel(cluster: Cluster, all: readonly Cluster[]): string[] {
  const { director, vips } = cluster;
  if (director === undefined) {
    const other = directingCluster(cluster, all);
    return [other ? `director of ${other.name}` : 'director, set up by other means', ...vips];
  }
  const holder = director.externalVips ? 'VIPs by another tool' : 'VIPs';
  const ranked = director.keepalived?.directors
    .toSorted((one, other) => other.priority - one.priority)
    .map((one) => `${one.name} (${one.priority})`);
  return [
    `director, ${director.interface}`,
    ...(ranked ? [`keepalived: ${ranked.join(', then ')}`] : []),
    `${holder}: ${vips.join(', ')}`,
    ...director.services.map((service) => serviceLabel(service, vips)),
  ];
}

function serviceLabel(service: VirtualService, clusterVips: readonly string[]): string {
  const { scheduler, vips } = service;
  const place = vips.length === clusterVips.length ? '' : `on ${phrase(vips)}`;
  return [serviceText(service), place, scheduler, persistenceText(service)]
    .filter((text) => text !== '')
    .join(', ');
}

/** The real servers: how each is reached, and the lines of its label. */
function realServersIn({ director, nodes, mode }: Cluster): [way: Mode, ...label: string[]][] {
  const holds = { dr: 'VIPs on lo', tun: 'VIPs on tunl0', nat: 'no VIP' };
  if (director === undefined) {
    const titles = nodes.map(({ target }) => target.title);
    return [[mode, 'real servers', phrase(titles), holds[mode]]];
  }
  return director.realServers.map((realServer) => {
    const { mode: way = mode } = realServer;
    return [way, realServerText(realServer), holds[way]];
  });
}

/**
 * A quoted label of one or more lines, in which a text is nothing but text, whatever it says: not the end of the label,
 * no HTML, no Markdown, no entity.
 *
 * Mermaid reads `#65;` as the character of that number. What it and Markdown may act upon is written so. Before it
 * parses, it drops the semicolon behind words that look like a style statement with a colour in it (`style … : … #…;`),
 * in labels too; a word that is not spelt out is none.
 */
export function mermaidLabel(...lines: readonly string[]): string {
  const entity = (character: string): string => `#${character.codePointAt(0) ?? 0};`;
  const texts = lines
    .filter((line) => line !== '')
    .map((line) =>
      line
        .replaceAll(/[^\p{L}\p{M}\p{N} .,:/()-]/gu, entity)
        .replaceAll(/style|classDef/g, (word) => entity(word.charAt(0)) + word.slice(1)),
    );
  return `"${texts.join('<br/>')}"`;
}
