import { phrase } from '../base/words.ts';
import type { Cluster, Mode } from '../model/cluster.ts';
import { directingCluster } from '../model/shared-rules.ts';
import { persistenceText, realServerText, serviceText } from './services.ts';

/** What a drawing of a cluster shows: clients, the director and the real servers, with an arrow from each to the next. */
export interface Drawing {
  readonly title: string;
  /** The lines in the box of the director. */
  readonly director: readonly string[];
  /** With the lines in the box of each, and what stands at the arrow from the director. */
  readonly realServers: readonly {
    readonly lines: readonly string[];
    readonly forwarded: string;
  }[];
  /** What stands at the arrow from each real server back to the director; without it, they reply to the clients. */
  readonly gateway?: string;
}

export const [request, reply] = ['request to a VIP', 'reply from the VIP'];
const forwarded = { dr: 'same packet, new MAC address', tun: 'IPIP', nat: 'destination rewritten' };
const holds = { dr: 'VIPs on lo', tun: 'VIPs on tunl0', nat: 'no VIP' };

/**
 * What to draw of a cluster.
 *
 * @param all every cluster of the config: another one may have its director
 */
export function drawingOf(cluster: Cluster, all: readonly Cluster[]): Drawing {
  const { name, description, mode, director, nodes } = cluster;
  const server = (way: Mode, ...lines: readonly string[]) => {
    return { lines: [...lines, holds[way]], forwarded: forwarded[way] };
  };
  return {
    title: `${name}, VS/${mode.toUpperCase()}${description ? `: ${description}` : ''}`,
    director: directorLines(cluster, all),
    // Where they are not listed, all of them are drawn as one.
    realServers: director?.realServers.map((one) =>
      server(one.mode ?? mode, realServerText(one)),
    ) ?? [server(mode, 'real servers', phrase(nodes.map(({ target }) => target.title)))],
    ...(mode === 'nat' && { gateway: `reply, gateway ${cluster.gateway}` }),
  };
}

function directorLines(cluster: Cluster, all: readonly Cluster[]): string[] {
  const { director, vips } = cluster;
  if (director === undefined) {
    const other = directingCluster(cluster, all);
    return [other ? `director of ${other.name}` : 'director, set up by other means', ...vips];
  }
  const ranked = director.keepalived?.directors
    .toSorted((one, other) => other.priority - one.priority)
    .map((one) => `${one.name} (${one.priority})`);
  return [
    `director, ${director.interface}`,
    ...(ranked ? [`keepalived: ${ranked.join(', then ')}`] : []),
    `${director.externalVips ? 'VIPs by another tool' : 'VIPs'}: ${vips.join(', ')}`,
    ...director.services.map((service) => {
      const place = service.vips.length === vips.length ? '' : `on ${phrase(service.vips)}`;
      const words = [serviceText(service), place, service.scheduler, persistenceText(service)];
      return words.filter((text) => text !== '').join(', ');
    }),
  ];
}

/** The clusters as one flowchart of Mermaid, each in a frame of its own. */
export function drawClusters(clusters: readonly Cluster[], all = clusters): string {
  const drawn = clusters.map((cluster, index) => draw(drawingOf(cluster, all), `c${index + 1}`));
  return `flowchart LR\n${drawn.join('')}`;
}

/** The names in a drawing are made up, since that of a cluster may be a word of Mermaid, such as `end`. */
function draw({ title, director, realServers, gateway }: Drawing, frame: string): string {
  const box = (name: string, lines: readonly string[]): string =>
    `    ${frame}${name}[${mermaidLabel(...lines)}]`;
  const arrow = (from: string, line: string, text: string, to: string): string =>
    `${frame}${from} ${line}|${mermaidLabel(text)}| ${frame}${to}`;
  const servers = realServers.map((one, index) => ({ ...one, id: `rs${index + 1}` }));
  const [back, receiver] = gateway ? [gateway, 'director'] : [reply, 'client'];
  const lines = [
    `${frame}client([${mermaidLabel('clients')}])`,
    `subgraph ${frame} [${mermaidLabel(title)}]`,
    box('director', director),
    ...servers.map((one) => box(one.id, one.lines)),
    'end',
    arrow('client', '-->', request, 'director'),
    ...servers.map((one) => arrow('director', '-->', one.forwarded, one.id)),
    ...servers.map(({ id }) => arrow(id, '-.->', back, receiver)),
    ...(gateway ? [arrow('director', '-.->', reply, 'client')] : []),
  ];
  return lines.map((line) => `    ${line}\n`).join('');
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
