import { isMergeKey, mergeSources } from './merge-keys.ts';
import { keyName, type YamlMap, type YamlNode } from './yaml-nodes.ts';

/** A tree that was found right as plain data, in which all aliases of one node are one value. */
export function plainValue(root: YamlNode): unknown {
  const repeated = new Map<YamlNode, unknown>();

  function plain(node: YamlNode): unknown {
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'list') return node.items.map(plain);
    if (node.kind === 'map') return Object.fromEntries(entriesOf(node));
    const { target } = node;
    if (target === undefined) return undefined;
    if (!repeated.has(target)) repeated.set(target, plain(target));
    return repeated.get(target);
  }

  /** What is merged comes first, since what is written behind it takes its place. */
  function entriesOf({ pairs }: YamlMap): readonly (readonly [string, unknown])[] {
    const own = pairs.filter(({ key }) => !isMergeKey(key));
    const merged = pairs
      .filter(({ key }) => isMergeKey(key))
      .flatMap(({ value }) => mergeSources(value));
    return [
      ...merged.toReversed().flatMap((source) => Object.entries(plain(source) as object)),
      ...own.map(({ key, value }) => [keyName(key), plain(value)] as const),
    ];
  }

  return plain(root);
}
