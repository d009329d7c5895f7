import { relative, sep } from 'node:path';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { compare } from '../output/compare.ts';
import { type Comparison, isDifference } from '../output/comparison.ts';
import { diffs } from '../output/diff.ts';
import type { DiffFormat } from './diff-formats.ts';
import { type GenerateOptions, generated, selectionOf } from './generated.ts';
import { commandLine } from './render-command.ts';
import type { Report } from './report.ts';

/** What `lvsgen diff` is told. */
export interface DiffOptions extends GenerateOptions {
  /** The git revision to compare with; without it, what is in the output folder. */
  readonly rev?: string | undefined;
  readonly format: DiffFormat;
}

/**
 * Prints what differs: from what is there, or from what the config rendered to at a revision. As unified diffs, which
 * `patch -p1` in the output folder takes, or as a review in Markdown.
 */
export async function diff(options: DiffOptions, io: Io, report: Report): Promise<ExitCode> {
  const { rev, format } = options;
  if (rev !== undefined) {
    const { diffSince } = await import('./diff-since.ts');
    return diffSince({ ...options, rev }, io, report);
  }
  const trees = await generated(options, io, report);
  const selection = selectionOf(options);
  const comparisons = await forAll(trees, ({ files, out }) => compare(files, out, selection));
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  if (!changes.some(isDifference)) return exitCodes.clean;
  if (format === 'markdown') await printReview(comparisons, options, io);
  else {
    for (const comparison of comparisons) {
      for await (const text of diffs(comparison)) io.out(text);
    }
  }
  return exitCodes.differences;
}

async function printReview(
  comparisons: readonly Comparison[],
  options: DiffOptions,
  io: Io,
): Promise<void> {
  const { reviewMarkdown } = await import('../review/markdown.ts');
  const { reviewOfOutput } = await import('../review/review-of-output.ts');
  const outOf = ({ out }: Comparison): string => `${relative(io.cwd, out).replaceAll(sep, '/')}/`;
  const review = reviewOfOutput(
    comparisons.map((comparison) => ({
      comparison,
      out: comparisons.length === 1 ? '' : outOf(comparison),
    })),
  );
  const heading = { command: commandLine(['diff'], options), base: 'what is there' };
  io.out(await reviewMarkdown(review, heading));
}
