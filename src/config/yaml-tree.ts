import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';

import type { Diagnostic } from '../base/diagnostic.ts';
import { quote } from '../base/words.ts';
import { type KeyPath, keyText } from '../model/problem.ts';
import type { Locate, Readout } from './diagnose.ts';
import { isPlainMap } from './plain-map.ts';
import type { Range, Source } from './source.ts';

/** How many keys merges may repeat: an alias is short, and what it stands for may be long. */
const mostMerged = 1_000_000;

/**
 * What a tree of YAML means. An alias is the value that it repeats, and is not a copy of it.
 *
 * @throws LvsgenError for tags, and for aliases and merge keys that cannot be followed
 */
export function readTree(contents: Node, source: Source): Readout {
  const anchors = new Map<string, Node>();
  const values = new Map<unknown, unknown>();
  const aliases = new Map<unknown, Node>();
  const findings: Diagnostic[] = [];
  let merged = 0;

  function valueOf(node: unknown, path: KeyPath): unknown {
    if (!isNode(node)) return null;
    const range = node.range ?? [0, 1];
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined || !values.has(target)) {
        const reason = target
          ? 'stands inside the value that it repeats'
          : 'repeats nothing: no anchor of that name stands above it';
        const hint = 'write the value out, or put a text with an asterisk in quotes';
        throw source.error(range, `the alias ${quote(`*${node.source}`)} ${reason}`, hint, path);
      }
      aliases.set(node, target);
      return values.get(target);
    }
    if (node.tag !== undefined) {
      const hint = 'remove the word with the exclamation mark, or put the value in quotes';
      throw source.error(range, 'a tag has no meaning in a config', hint, path);
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    let value: unknown = isScalar(node) ? node.value : null;
    if (isSeq(node)) value = node.items.map((item, index) => valueOf(item, [...path, index]));
    if (isMap(node)) value = mapOf(node, path);
    if (node.anchor !== undefined) values.set(node, value);
    return value;
  }

  function mapOf(map: YAMLMap, path: KeyPath): unknown {
    const own = new Map<string, unknown>();
    const below: [string, unknown][] = [];
    const lines = new Map<string, number>();
    for (const { key, value } of map.items) {
      const range = rangeOf(key) ?? [0, 1];
      if (!isScalar(key) || typeof key.value !== 'string') {
        const written = isScalar(key) ? `the key ${quote(String(key.value))}` : 'this key';
        const hint = 'put a key that looks like something else in quotes';
        findings.push(source.report(range, `${written} is not text`, hint, path));
        continue;
      }
      const name = key.value;
      const inside = [...path, name];
      const first = lines.get(name);
      if (first !== undefined) {
        const message = `${keyText([name])} is there twice, first in line ${first}`;
        const hint = 'keep one: the other would be ignored';
        findings.push(source.report(range, message, hint, inside));
      }
      lines.set(name, first ?? source.counter.linePos(range[0]).line);
      const read = valueOf(value, inside);
      if (isMerge(key)) below.unshift(...mergedFrom(read, rangeOf(value) ?? range, inside));
      else own.set(name, read);
    }
    // What is written comes last: it takes the place of what is merged.
    return Object.fromEntries([...below, ...own]);
  }

  /** What a merge key brings; of several maps the first goes first, so it comes last. */
  function mergedFrom(value: unknown, range: Range, path: KeyPath): [string, unknown][] {
    const entries = [value]
      .flat()
      .toReversed()
      .flatMap((map) => {
        if (isPlainMap(map)) return Object.entries(map);
        const message = 'a merge key takes maps, and this is none';
        throw source.error(range, message, 'write <<: *name of an anchored map', path);
      });
    merged += entries.length;
    if (merged <= mostMerged) return entries;
    const message = `with what merge keys repeat, these are more than ${mostMerged} values`;
    throw source.error(range, message, 'repeat long values less often', path);
  }

  return { config: valueOf(contents, []), findings, locate: locateIn(contents, aliases, source) };
}

/** In quotes, `<<` is a key like any other. */
function isMerge(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** Finds places in a tree; what is merged or repeated is found where it is written. */
function locateIn(contents: Node, aliases: ReadonlyMap<unknown, Node>, source: Source): Locate {
  const followed = (node: unknown): unknown => aliases.get(node) ?? node;
  const childOf = (parent: unknown, step: string | number): [key?: unknown, value?: unknown] => {
    const node = followed(parent);
    if (isSeq(node)) return [undefined, node.items[Number(step)]];
    if (!isMap(node)) return [];
    const own = node.items.findLast(({ key }) => isScalar(key) && key.value === step);
    if (own !== undefined) return [own.key, own.value];
    const merged = node.items.flatMap(({ key, value }) => {
      const list = isMerge(key) ? followed(value) : [];
      return isSeq(list) ? list.items : list;
    });
    return merged.map((map) => childOf(map, step)).find(([key]) => key !== undefined) ?? [];
  };
  return (path, at) => {
    let node: unknown = contents;
    let range = rangeOf(contents) ?? [0, 1];
    for (const [depth, step] of path.entries()) {
      const [key, value] = childOf(node, step);
      if (key === undefined && value === undefined) break;
      const isLast = depth === path.length - 1;
      const wanted = key === undefined || (isLast && at === 'value') ? rangeOf(value) : undefined;
      range = wanted ?? rangeOf(key) ?? range;
      node = value;
    }
    return source.place(range);
  };
}

/** Where a node stands; nothing for an empty one, such as a value left out. */
function rangeOf(node: unknown): Range | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range && range[1] > range[0] ? range : undefined;
}
