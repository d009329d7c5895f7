import type { Cluster } from '../model/cluster.ts';
import { type Drawing, drawingOf } from './drawing.ts';

/** The clusters as one flowchart of Mermaid, each in a frame of its own. */
export function drawClusters(clusters: readonly Cluster[], all = clusters): string {
  const drawn = clusters.map((cluster, index) => draw(drawingOf(cluster, all), `c${index + 1}`));
  return `flowchart LR\n${drawn.join('')}`;
}

/** The names in a drawing are made up, since that of a cluster may be a word of Mermaid, such as `end`. */
function draw({ title, gateway, ...drawing }: Drawing, frame: string): string {
  const [client, director] = [`${frame}client`, `${frame}director`];
  const realServers = drawing.realServers.map((one, index) => {
    return { ...one, id: `${frame}rs${index + 1}` };
  });
  const reply = mermaidLabel(drawing.reply);
  const [back, receiver] =
    gateway === undefined ? [reply, client] : [mermaidLabel(gateway), director];
  const lines = [
    `${client}([${mermaidLabel('clients')}])`,
    `subgraph ${frame} [${mermaidLabel(title)}]`,
    `    ${director}[${mermaidLabel(...drawing.director)}]`,
    ...realServers.map((one) => `    ${one.id}[${mermaidLabel(...one.lines)}]`),
    'end',
    `${client} -->|${mermaidLabel(drawing.request)}| ${director}`,
    ...realServers.map((one) => `${director} -->|${mermaidLabel(one.forwarded)}| ${one.id}`),
    ...realServers.map(({ id }) => `${id} -.->|${back}| ${receiver}`),
    ...(gateway === undefined ? [] : [`${director} -.->|${reply}| ${client}`]),
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
