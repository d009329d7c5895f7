import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';

import type { KeyPath } from '../model/problem.ts';
import { isMergeKey, mergeSources } from './merge-keys.ts';
import type { Place, SourceText } from './source-text.ts';

/** Finds the place of a key or of what stands under it; nothing where the config has no positions. */
export type Locate = (path: KeyPath, at: 'key' | 'value') => Place | undefined;

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Makes the function that finds a path in a parsed document. A path that leads nowhere, such as that of a missing key,
 * is found at the last key that is there.
 */
export function locateIn(document: Document, source: SourceText): Locate {
  const indexes = new WeakMap<Node, ReadonlyMap<string, Pair>>();

  function pairOf(map: Node, key: string): Pair | undefined {
    let index = indexes.get(map);
    if (index === undefined) {
      index = new Map(pairsOf(map).map((pair) => [keyOf(pair), pair] as const));
      indexes.set(map, index);
    }
    return index.get(key);
  }

  /** A key that is there twice stands for its last pair, and one of its own for those that are merged. */
  function pairsOf(map: unknown): readonly Pair[] {
    const pairs = isMap(map) ? map.items : [];
    const merged = pairs
      .filter(({ key }) => isMergeKey(key))
      .flatMap(({ value }) => mergeSources(value).toReversed())
      .flatMap((source) => pairsOf(resolved(source)));
    return [...merged, ...pairs];
  }

  function resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(document) : node;
  }

  return (path, at) => {
    let value: unknown = document.contents;
    let place: Range = rangeOf(value) ?? { start: 0, end: 0 };
    for (const [depth, step] of path.entries()) {
      const parent = resolved(value);
      const isLast = depth === path.length - 1;
      if (isMap(parent)) {
        const pair = pairOf(parent, String(step));
        if (pair === undefined) break;
        value = pair.value;
        const key = rangeOf(pair.key) ?? place;
        place = isLast && at === 'value' ? (rangeOf(value) ?? key) : key;
      } else if (isSeq(parent) && typeof step === 'number' && step < parent.items.length) {
        value = parent.items[step];
        place = rangeOf(value) ?? place;
      } else {
        break;
      }
    }
    return source.placeOf(place.start, place.end);
  };
}

/** The key as plain data has it; lists and maps are refused as keys before anything is looked up. */
function keyOf({ key }: Pair): string {
  const value: unknown = isScalar(key) ? key.value : '';
  const isPlain = typeof value === 'string' || typeof value === 'number';
  return isPlain || typeof value === 'boolean' ? String(value) : '';
}

/** The stretch of a node; an empty one, such as a value left out, has none. */
function rangeOf(node: unknown): Range | undefined {
  const range = (node as Node | null | undefined)?.range;
  if (!range || range[1] <= range[0]) return undefined;
  return { start: range[0], end: range[1] };
}
