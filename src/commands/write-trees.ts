import { forAll } from '../for-all.ts';
import type { Io } from '../io.ts';
import { compare } from '../output/compare.ts';
import { asOneWriter } from '../output/one-writer.ts';
import type { Selection } from '../output/selection.ts';
import { filesToWrite, write } from '../output/write.ts';
import { account } from './account.ts';
import type { Generated } from './generated.ts';
import { countFiles } from './phrases.ts';
import { withProgress } from './progress.ts';

/**
 * Brings the output folders of trees to what was rendered, while nobody else writes there, and tells what was done.
 *
 * @throws LvsgenError with everything that is in the way, before anything is written; or when writing fails
 */
export async function writeTrees(
  trees: readonly Pick<Generated, 'files' | 'out'>[],
  selection: Selection,
  io: Io,
): Promise<void> {
  const outs = trees.map(({ out }) => out);
  await asOneWriter(outs, async () => {
    const comparisons = await withProgress(io, 'comparing', countFiles(trees), (tick) =>
      forAll(trees, ({ files, out }) => compare(files, out, selection, tick)),
    );
    for (const comparison of comparisons) {
      const { length } = filesToWrite(comparison);
      await withProgress(io, 'writing', length, (tick) => write(comparison, tick));
      io.err(account(comparison, io));
    }
  });
}
