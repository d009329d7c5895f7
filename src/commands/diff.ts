import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { compare, isDifference } from '../output/compare.ts';
import { fate, fileChanges, patchOf } from '../review/file-change.ts';
import { reviewMarkdown } from '../review/markdown.ts';
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
  if (!comparisons.some(({ changes }) => changes.some(isDifference))) return exitCodes.clean;
  if (format === 'markdown') {
    const command = commandLine(['diff'], options);
    const changes = [...fileChanges(comparisons, io.cwd)];
    io.out(reviewMarkdown(changes, { command, base: 'what is there' }));
  } else {
    for (const comparison of comparisons) {
      for (const change of fileChanges([comparison], io.cwd)) {
        if (fate(change) !== 'same') io.out(patchOf(change));
      }
    }
  }
  return exitCodes.differences;
}
