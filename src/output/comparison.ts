import type { RenderedFile } from '../roles/artifact.ts';

/**
 * How a file below the output folder differs from what is rendered:
 * - `created`: it is missing,
 * - `updated`: its content differs, and perhaps its executable bit,
 * - `mode`: its executable bit alone differs,
 * - `unchanged`: it does not differ,
 * - `removed`: lvsgen wrote it and it is no longer rendered,
 * - `foreign`: it is not lvsgen's, or no longer; it stays as it is.
 *
 * They are named for what writing does about them.
 */
export type ChangeKind = 'created' | 'updated' | 'mode' | 'unchanged' | 'removed' | 'foreign';

/** One file and how it differs. */
export interface Change {
  /** Below the output folder, with `/`. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** Of a foreign file: why it is one. */
  readonly note?: string;
}

/** What the output folder is like, against what is rendered; nothing has been written. */
export interface Comparison {
  /** The output folder as it was named. */
  readonly out: string;
  /** What is rendered, by path. */
  readonly files: ReadonlyMap<string, RenderedFile>;
  /** Every file that matters, in the order of the paths' bytes, and the manifest as the last one. */
  readonly changes: readonly Change[];
  /** What the manifest on disk lists, outside the selection too. */
  readonly listedBefore: readonly string[];
  /** What it has to list. */
  readonly listedAfter: readonly string[];
}

/** Tells whether writing would change this file: the files for which a check fails. */
export function isDifference(change: Change): boolean {
  return change.kind !== 'unchanged' && change.kind !== 'foreign';
}
