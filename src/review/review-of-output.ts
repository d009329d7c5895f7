import { type Comparison } from '../output/comparison.ts';
import { fileChanges } from '../output/diff.ts';
import type { FileChange } from '../output/file-change.ts';
import { unitOf } from '../output/path-rules.ts';
import type { Review } from './review.ts';

/** An output folder that has been compared, with the name in front of its paths: with `/`, or empty. */
export interface ComparedOutput {
  readonly out: string;
  readonly comparison: Comparison;
}

/**
 * What writing would change in output folders.
 *
 * @throws LvsgenError when a file cannot be read
 */
export function reviewOfOutput(outputs: readonly ComparedOutput[]): Review {
  const changes: FileChange[] = [];
  const nodesBefore = new Set<string>();
  const nodesAfter = new Set<string>();
  for (const { out, comparison } of outputs) {
    for (const change of fileChanges(comparison, out)) changes.push(change);
    for (const path of comparison.listedBefore) nodesBefore.add(out + unitOf(path));
    for (const path of comparison.listedAfter) nodesAfter.add(out + unitOf(path));
  }
  return { changes, nodesBefore, nodesAfter };
}
