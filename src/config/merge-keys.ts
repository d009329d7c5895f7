import type { YamlNode } from './yaml-nodes.ts';

/** Tells whether a key is the merge key `<<`. */
export function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.merges;
}

/** What stands under a merge key: what is merged, the first one before the others. */
export function mergeSources(value: YamlNode): readonly YamlNode[] {
  return value.kind === 'list' ? value.items : [value];
}
