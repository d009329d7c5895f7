import { relative, sep } from 'node:path';
import { loadConfigs } from '../config/load.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { compare } from '../output/compare.ts';
import { isDifference } from '../output/comparison.ts';
import { diffs } from '../output/diff.ts';
import { patchOf } from '../output/file-change.ts';
import { reviewMarkdown } from '../review/markdown.ts';
import { reviewOfOutput } from '../review/review-of-output.ts';
import { compareTrees, type Tree as ReviewedTree } from '../review/review.ts';
import { withRevision } from '../revision/revision.ts';
import type { Report } from './report.ts';
import { commandLine, selectionOf, type SelectOptions } from './selection.ts';
import { refuseUnknownClusters, loadTrees, renderTrees, type Tree, treesOf } from './trees.ts';

/** What `lvsgen diff` is told. */
export interface DiffOptions extends SelectOptions {
  /** The git revision to compare with; without it, what is in the output folder. */
  readonly rev?: string | undefined;
  /** Unified diffs, or a review in Markdown. */
  readonly format: 'text' | 'markdown';
}

/** Prints what differs: from what is there, or from what the config rendered to at a revision. */
export function diff(options: DiffOptions, io: Io, report: Report): Promise<ExitCode> {
  const { rev } = options;
  return rev === undefined
    ? diffWithOutput(options, io, report)
    : diffWithRevision(rev, options, io, report);
}

async function diffWithOutput(options: DiffOptions, io: Io, report: Report): Promise<ExitCode> {
  const trees = renderTrees(await loadTrees(options, io, report), options);
  const selection = selectionOf(options);
  const comparisons = await forAll(trees, ({ files, out }) => compare(files, out, selection));
  if (!comparisons.some(({ changes }) => changes.some(isDifference))) return exitCodes.clean;
  if (options.format === 'markdown') {
    const outputs = comparisons.map((comparison) => {
      const out = `${relative(io.cwd, comparison.out).replaceAll(sep, '/')}/`;
      return { comparison, out: comparisons.length === 1 ? '' : out };
    });
    const heading = { command: commandLine(['diff'], options), base: 'what is there' };
    io.out(await reviewMarkdown(reviewOfOutput(outputs), heading));
  } else {
    for (const comparison of comparisons) for await (const text of diffs(comparison)) io.out(text);
  }
  return exitCodes.differences;
}

async function diffWithRevision(
  rev: string,
  options: DiffOptions,
  io: Io,
  report: Report,
): Promise<ExitCode> {
  const { config: configs = [], format } = options;
  const { cwd, env } = io;
  if (configs.includes('-')) {
    throw LvsgenError.of(
      `the config is read from standard input, of which there is none at ${rev}`,
      'name the file, or leave --config away: then the config is looked for',
    );
  }
  const now = await treesOf(await loadConfigs({ files: configs, cwd }), options, cwd);
  report.tell(now.flatMap(({ warnings }) => warnings));
  const before = await withRevision(rev, { cwd, env, configs }, async (revision) => {
    for (const name of revision.missing) {
      io.err(`${rev} has no ${name}: all that it renders to is shown as added\n`);
    }
    const found = await loadConfigs({ files: revision.configs, cwd: revision.cwd });
    const named = found.map((one) => ({ ...one, file: revision.nameOf(one.file) }));
    const trees = await treesOf(named, options, revision.cwd);
    return { ...revision, trees, rendered: reviewed(trees, revision.root) };
  });
  refuseUnknownClusters(options, [...before.trees, ...now]);

  const after = reviewed(now, before.top);
  const review = compareTrees(before.rendered, after, selectionOf(options));
  if (review.changes.length === 0) {
    io.err(`what is selected renders to the same as at ${rev}\n`);
    return exitCodes.clean;
  }
  if (format === 'markdown') {
    const command = commandLine(['diff', rev], options);
    const base = `commit ${before.commit.slice(0, 12)}`;
    io.out(await reviewMarkdown(review, { command, base }));
  } else {
    for (const change of review.changes) io.out(await patchOf(change));
  }
  return exitCodes.differences;
}

/** All that trees render to, each by its output folder as seen from the top of its repository. */
function reviewed(trees: readonly Tree[], top: string): readonly ReviewedTree[] {
  return renderTrees(trees, {}).map(({ out, files }) => {
    return { out: relative(top, out).replaceAll(sep, '/'), files };
  });
}
