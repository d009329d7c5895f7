import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';

import { readScalar, type ScalarReading } from './yaml-scalars.ts';

/** A stretch of the text, the end exclusive; empty where nothing is written. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What stands where in a text of YAML. */
export type YamlNode = YamlScalar | YamlList | YamlMap | YamlAlias;

export interface YamlScalar extends Stretch, ScalarReading {
  readonly kind: 'scalar';
}

export interface YamlList extends Stretch {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlMap extends Stretch {
  readonly kind: 'map';
  readonly pairs: readonly YamlPair[];
}

export interface YamlAlias extends Stretch {
  readonly kind: 'alias';
  readonly name: string;
  /** What it repeats: the last node above with this anchor, which may be one that the alias stands in. */
  readonly target: YamlNode | undefined;
}

export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

type OpeningEvent = SequenceEvent | MappingEvent;

/** The tree of the one document that a parser's events tell of. */
export function nodesOf(text: string, events: readonly Event[]): YamlNode {
  const anchors = new Map<string, YamlNode>();
  // The first event opens the document.
  let next = 1;

  function take(): YamlNode {
    const event = events[next];
    next += 1;
    if (event?.type === EVENT_ID.SCALAR) return known(event, scalar(text, event));
    if (event?.type === EVENT_ID.SEQUENCE) return list(event);
    if (event?.type === EVENT_ID.MAPPING) return map(event);
    if (event?.type === EVENT_ID.ALIAS) return alias(event);
    throw new Error('events that are not of one document');
  }

  function list(event: OpeningEvent): YamlNode {
    const items: YamlNode[] = [];
    const { start } = event;
    const node = { kind: 'list' as const, items, start, end: start };
    known(event, node);
    while (!isClosed()) items.push(take());
    node.end = endOf(event, items);
    return node;
  }

  function map(event: OpeningEvent): YamlNode {
    const pairs: YamlPair[] = [];
    const { start } = event;
    const node = { kind: 'map' as const, pairs, start, end: start };
    known(event, node);
    while (!isClosed()) pairs.push({ key: take(), value: take() });
    const last = pairs.at(-1);
    node.end = endOf(event, last === undefined ? [] : [last.key, last.value]);
    return node;
  }

  function alias({ anchorStart, anchorEnd }: AliasEvent): YamlNode {
    const name = text.slice(anchorStart, anchorEnd);
    const target = anchors.get(name);
    return { kind: 'alias', name, target, start: anchorStart - 1, end: anchorEnd };
  }

  /** Before what stands inside is read: an alias there finds it, too. */
  function known(event: OpeningEvent | ScalarEvent, node: YamlNode): YamlNode {
    const { anchorStart, anchorEnd } = event;
    if (anchorStart >= 0) anchors.set(text.slice(anchorStart, anchorEnd), node);
    return node;
  }

  function isClosed(): boolean {
    if (events[next]?.type !== EVENT_ID.POP) return false;
    next += 1;
    return true;
  }

  /** Where a list or a map ends, which no event tells: behind its bracket, or with the last thing in it. */
  function endOf({ type, style, start }: OpeningEvent, inside: readonly Stretch[]): number {
    const last = inside.findLast(({ end }) => end > 0)?.end ?? start + 1;
    if (style === COLLECTION_STYLE.BLOCK) return last;
    const closed = text.indexOf(type === EVENT_ID.SEQUENCE ? ']' : '}', last);
    return closed < 0 ? last : closed + 1;
  }

  return take();
}

function scalar(text: string, event: ScalarEvent): YamlScalar {
  return { kind: 'scalar', ...readScalar(text, event), ...stretchOf(event) };
}

function stretchOf({ style, valueStart, valueEnd, indent }: ScalarEvent): Stretch {
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  if (isQuoted) return { start: valueStart - 1, end: valueEnd + 1 };
  // A block begins with the blanks that indent its first line.
  return { start: Math.max(valueStart, 0) + Math.max(indent, 0), end: Math.max(valueEnd, 0) };
}

/** What plain data has a key by; nothing that is in plain data for one that is a list, a map or an alias. */
export function keyName(key: YamlNode): string {
  return key.kind === 'scalar' ? String(key.value) : '';
}
