import type { KeyPath } from '../model/problem.ts';
import { isMergeKey, mergeSources } from './merge-keys.ts';
import type { Place, SourceText } from './source-text.ts';
import { keyName, type Stretch, type YamlMap, type YamlNode, type YamlPair } from './yaml-nodes.ts';

/** Finds the place of a key or of what stands under it; nothing where the config has no positions. */
export type Locate = (path: KeyPath, at: 'key' | 'value') => Place | undefined;

/**
 * Makes the function that finds a path in a parsed document. A path that leads nowhere, such as that of a missing key,
 * is found at the last key that is there.
 */
export function locateIn(root: YamlNode, source: SourceText): Locate {
  const indexes = new WeakMap<YamlMap, ReadonlyMap<string, YamlPair>>();

  function pairOf(map: YamlMap, key: string): YamlPair | undefined {
    let index = indexes.get(map);
    if (index === undefined) {
      index = new Map(pairsOf(map).map((pair) => [keyName(pair.key), pair] as const));
      indexes.set(map, index);
    }
    return index.get(key);
  }

  return (path, at) => {
    let value = root;
    let place: Stretch = written(value) ?? { start: 0, end: 0 };
    for (const [depth, step] of path.entries()) {
      const parent = resolved(value);
      const isLast = depth === path.length - 1;
      if (parent?.kind === 'map') {
        const pair = pairOf(parent, String(step));
        if (pair === undefined) break;
        value = pair.value;
        const key = written(pair.key) ?? place;
        place = isLast && at === 'value' ? (written(value) ?? key) : key;
      } else {
        const item = parent?.kind === 'list' ? parent.items[Number(step)] : undefined;
        if (item === undefined) break;
        value = item;
        place = written(value) ?? place;
      }
    }
    return source.placeOf(place.start, place.end);
  };
}

/** A key that is there twice stands for its last pair, and one of its own for those that are merged. */
function pairsOf(node: YamlNode | undefined): readonly YamlPair[] {
  if (node?.kind !== 'map') return [];
  const merged = node.pairs
    .filter(({ key }) => isMergeKey(key))
    .flatMap(({ value }) => mergeSources(value).toReversed())
    .flatMap((source) => pairsOf(resolved(source)));
  return [...merged, ...node.pairs];
}

function resolved(node: YamlNode): YamlNode | undefined {
  return node.kind === 'alias' ? node.target : node;
}

/** The stretch of a node; an empty one, such as a value left out, has none. */
function written(node: YamlNode): Stretch | undefined {
  return node.end > node.start ? node : undefined;
}
