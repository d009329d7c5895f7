import { forAll } from '../base/for-all.ts';
import type { Io } from '../base/io.ts';
import { compare } from '../output/compare.ts';
import type { Selection } from '../roles/selection.ts';
import { write } from '../output/write.ts';
import { account } from './account.ts';
import type { Generated } from './generated.ts';

/**
 * Brings the output folders of trees to what was rendered, and tells what was done.
 *
 * @throws LvsgenError with everything that is in the way, before anything is written; or when writing fails
 */
export async function writeTrees(
  trees: readonly Pick<Generated, 'files' | 'out'>[],
  selection: Selection,
  io: Io,
): Promise<void> {
  const comparisons = await forAll(trees, ({ files, out }) => compare(files, out, selection));
  for (const comparison of comparisons) {
    write(comparison);
    io.err(account(comparison, io));
  }
}
