import { forAll } from '../for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { compare } from '../output/compare.ts';
import { isDifference } from '../output/comparison.ts';
import { diffs } from '../output/diff.ts';
import { type GenerateOptions, generated, selectionOf } from './generated.ts';
import type { Report } from './report.ts';

/** Prints unified diffs from what is there to what would be rendered; `patch -p1` in the output folder takes them. */
export async function diff(options: GenerateOptions, io: Io, report: Report): Promise<ExitCode> {
  const trees = await generated(options, io, report);
  const selection = selectionOf(options);
  const comparisons = await forAll(trees, ({ files, out }) => compare(files, out, selection));
  for (const comparison of comparisons) {
    for await (const text of diffs(comparison)) io.out(text);
  }
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  return changes.some(isDifference) ? exitCodes.differences : exitCodes.clean;
}
