import type { YamlNode } from './yaml-nodes.ts';

/** What stands under a merge key: what is merged, the first one before the others. */
export function mergeSources(value: YamlNode): readonly YamlNode[] {
  return value.kind === 'list' ? value.items : [value];
}
