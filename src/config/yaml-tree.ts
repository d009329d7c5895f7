import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';

import type { Diagnostic } from '../base/diagnostic.ts';
import { quote } from '../base/quote.ts';
import { type KeyPath, keyText } from '../model/problem.ts';
import { isPlainMap } from './plain-map.ts';
import {
  mostTold,
  mostValues,
  type Locate,
  type Range,
  type Readout,
  type Source,
} from './source.ts';

/** What each alias stands for. */
type Aliases = ReadonlyMap<Alias, Node>;

/**
 * What a tree of YAML means. An alias is the value that it repeats, and is not a copy of it.
 *
 * @throws LvsgenError for tags, and for aliases and merge keys that cannot be followed
 */
export function readTree(contents: Node, source: Source): Readout {
  const anchors = new Map<string, Node>();
  const values = new Map<Node, unknown>();
  const aliases = new Map<Alias, Node>();
  const findings: Diagnostic[] = [];
  let merged = 0;

  function valueOf(node: unknown, path: KeyPath): unknown {
    if (!isNode(node)) return null;
    const range = node.range ?? [0, 1];
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined || !values.has(target)) {
        const reason =
          target === undefined
            ? 'repeats nothing: no anchor of that name stands above it'
            : 'stands inside the value that it repeats';
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

  /** What is written comes last: it takes the place of what is merged. */
  function mapOf(map: YAMLMap, path: KeyPath): unknown {
    const below = new Map<string, unknown>();
    const own = new Map<string, unknown>();
    const lines = new Map<string, number>();
    for (const pair of map.items) {
      const { key } = pair;
      const range = rangeOf(key) ?? [0, 1];
      if (!isScalar(key) || typeof key.value !== 'string') {
        const written = isScalar(key) ? `the key ${quote(String(key.value))}` : 'this key';
        const hint = 'put a key that looks like something else in quotes';
        find(range, path, `${written} is not text`, hint);
        continue;
      }
      const name = key.value;
      const { line } = source.counter.linePos(range[0]);
      const first = lines.get(name);
      if (first === undefined) lines.set(name, line);
      else {
        const where = first === line ? `both in line ${line}` : `in lines ${first} and ${line}`;
        const message = `${keyText([name])} is there twice, ${where}`;
        find(range, [...path, name], message, 'keep one: the other would be ignored');
      }
      const value = valueOf(pair.value, [...path, name]);
      if (isMerge(key)) {
        // Of several maps the first goes first.
        const at = rangeOf(pair.value) ?? range;
        for (const one of [value].flat().toReversed()) merge(below, one, at, [...path, name]);
      } else own.set(name, value);
    }
    return Object.fromEntries([...below, ...own]);
  }

  function merge(into: Map<string, unknown>, map: unknown, range: Range, path: KeyPath): void {
    if (!isPlainMap(map)) {
      const hint = 'write <<: *name of an anchored map';
      const message = 'a merge key takes maps, and this is none';
      throw source.error(range, message, hint, path);
    }
    const entries = Object.entries(map);
    merged += entries.length;
    if (merged > mostValues) {
      const message = `with what merge keys repeat, these are more than ${mostValues} values`;
      throw source.error(range, message, 'repeat long values less often', path);
    }
    for (const [key, value] of entries) into.set(key, value);
  }

  function find(range: Range, path: KeyPath, message: string, hint: string): void {
    if (findings.length <= mostTold) findings.push(source.report(range, message, hint, path));
  }

  return { config: valueOf(contents, []), findings, locate: locateIn(contents, aliases, source) };
}

/** In quotes, `<<` is a key like any other. */
function isMerge(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** Finds places in a tree; what is merged or repeated is found where it is written. */
function locateIn(contents: Node, aliases: Aliases, source: Source): Locate {
  const followed = (node: unknown): unknown => (isAlias(node) ? aliases.get(node) : node);
  const childOf = (parent: unknown, step: string | number): [key?: unknown, value?: unknown] => {
    const node = followed(parent);
    if (isSeq(node)) return [undefined, node.items[Number(step)]];
    if (!isMap(node)) return [];
    const own = node.items.findLast(({ key }) => isScalar(key) && key.value === step);
    if (own !== undefined) return [own.key, own.value];
    const merged = node.items
      .filter(({ key }) => isMerge(key))
      .flatMap(({ value }) => {
        const list = followed(value);
        return isSeq(list) ? list.items : [list];
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
