import DOMPurify from 'dompurify';
import mermaid from 'mermaid';
import { expect } from 'vitest';

// Without a browser DOMPurify is a stub that lacks what Mermaid calls. Nothing is displayed here, so nothing is to be
// cleaned: the tests look at what was parsed, before that.
Object.assign(DOMPurify, { addHook: () => undefined, sanitize: (text: string) => text });

/** An arrow of a drawing, by the names of its ends. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isDotted: boolean;
}

/** What Mermaid makes of a drawing. */
export interface Drawing {
  /** The labels by the names of the nodes. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly arrows: readonly Arrow[];
  /** The titles of the frames. */
  readonly frames: readonly string[];
}

/** What is needed of Mermaid and is not among its types: they offer to draw, and not to look. */
interface Internals {
  readonly mermaidAPI: { getDiagramFromText(text: string): Promise<{ db: FlowDatabase }> };
}

interface FlowDatabase {
  getVertices(): Map<string, { text?: string }>;
  getEdges(): { start: string; end: string; text: string; stroke: string }[];
  getSubGraphs(): { title: string }[];
}

/** Reads a drawing with the parser that web sites use; it has to be one, and nothing in it may configure Mermaid. */
export async function readDrawing(text: string): Promise<Drawing> {
  expect(await mermaid.parse(text)).toEqual({ diagramType: 'flowchart-v2', config: {} });
  const { mermaidAPI } = mermaid as unknown as Internals;
  const { db: flow } = await mermaidAPI.getDiagramFromText(text);
  return {
    nodes: new Map(
      [...flow.getVertices()].map(([name, { text = '' }]) => [name, displayed(text)] as const),
    ),
    arrows: flow.getEdges().map(({ start, end, text, stroke }) => ({
      from: start,
      to: end,
      label: displayed(text),
      isDotted: stroke === 'dotted',
    })),
    frames: flow.getSubGraphs().map(({ title }) => displayed(title)),
  };
}

/** A label as a browser shows it, where Mermaid puts `ﬂ°°65¶ß` for `#65;` while it parses. */
function displayed(text: string): string {
  return text
    .replaceAll('<br/>', '\n')
    .replaceAll(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
