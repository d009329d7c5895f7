import { isScalar, isSeq, type Node } from 'yaml';

/** Tells whether a key is the merge key `<<`, written without quotes (https://yaml.org/type/merge.html). */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol' && key.value.description === '<<';
}

/** What stands under a merge key: what is merged, the first one before the others. */
export function mergeSources(value: unknown): readonly Node[] {
  return (isSeq(value) ? value.items : [value]) as readonly Node[];
}
