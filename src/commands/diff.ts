import { join, relative, sep } from 'node:path';
import { loadConfigs } from '../config/load.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { compare, isDifference } from '../output/compare.ts';
import { compareTrees, pairTrees, type Tree as ComparedTree } from '../review/compare-trees.ts';
import { fate, type FileChange, fileChanges, patchOf } from '../review/file-change.ts';
import { type Heading, reviewMarkdown } from '../review/markdown.ts';
import { codeSpan } from '../review/text.ts';
import { hostWords } from '../review/words.ts';
import { configsOf, type Revision, withRevision } from '../revision/revision.ts';
import type { Selection } from '../roles/selection.ts';
import type { Report } from './report.ts';
import { commandLine, selectionOf, type SelectOptions } from './selection.ts';
import {
  loadTrees,
  refuseUnknownClusters,
  type RenderedTree,
  renderTrees,
  type Tree,
  treesOf,
} from './trees.ts';

/** What `lvsgen diff` is told. */
export interface DiffOptions extends SelectOptions {
  /** The git revision to compare with; without it, what is in the output folder. */
  readonly rev?: string | undefined;
  /** Unified diffs, or a review in Markdown. */
  readonly format: 'text' | 'markdown';
}

/** Prints what differs: from what is there, or from what the config rendered to at a revision. */
export async function diff(options: DiffOptions, io: Io, report: Report): Promise<ExitCode> {
  const { rev } = options;
  if (rev !== undefined) return diffWithRevision(rev, options, io, report);
  const trees = renderTrees(await loadTrees(options, io, report), options);
  const selection = selectionOf(options);
  const comparisons = await forAll(trees, ({ files, out }) => compare(files, out, selection));
  if (!comparisons.some(({ changes }) => changes.some(isDifference))) return exitCodes.clean;
  const changes = [...fileChanges(comparisons, io.cwd)];
  print(changes, options, { command: commandLine(['diff'], options), base: 'what is there' }, io);
  return exitCodes.differences;
}

async function diffWithRevision(
  rev: string,
  options: DiffOptions,
  io: Io,
  report: Report,
): Promise<ExitCode> {
  const { config = [], format } = options;
  const selection = selectionOf(options);
  const { cwd, env } = io;
  if (config.includes('-')) {
    throw LvsgenError.of(
      `the config is read from standard input, of which there is none at ${rev}`,
      'name the file, or leave --config away: then the config is looked for',
    );
  }
  const now = await treesOf(await loadConfigs({ files: config, cwd }), options, cwd);
  report.tell(now.flatMap(({ warnings }) => warnings));
  const { commit, changes, words } = await withRevision(rev, cwd, env, async (revision) => {
    const { root, top } = revision;
    const { files, missing } = await configsOf(revision, config, cwd);
    for (const name of missing) {
      io.err(`${rev} has no ${name}: all that it renders to is shown as added\n`);
    }
    const there = join(root, relative(top, cwd));
    const before = await treesOf(await loadConfigs({ files, cwd }), options, there);
    refuseUnknownClusters(options, [...before, ...now]);
    const pairs = pairTrees(compared(before, root), compared(now, top));
    const changes = pairs.flatMap((pair) => compareTrees(pair, selection));
    return { commit: revision.commit, changes, words: hostWords(pairs, selection) };
  }).catch((error: unknown) => {
    if (!(error instanceof LvsgenError) || format !== 'markdown') throw error;
    refuseUnknownClusters(options, now);
    return withRevision(rev, cwd, env, (revision) =>
      compareRendered(revision, renderTrees(now, options), selection, error),
    );
  });
  if (changes.every((change) => fate(change) === 'same')) {
    io.err(`what is selected renders to the same as at ${rev}\n`);
    return exitCodes.clean;
  }
  const base = `commit ${commit.slice(0, 12)}`;
  print(changes, options, { command: commandLine(['diff', rev], options), base, words }, io);
  return exitCodes.differences;
}

/** Where the config of a revision cannot be read: compares with the files that it has in the output folders. */
async function compareRendered(
  { commit, root, top }: Revision,
  trees: readonly RenderedTree[],
  selection: Selection,
  { diagnostics: [first] }: LvsgenError,
): Promise<{ commit: string; changes: readonly FileChange[]; words: string }> {
  const comparisons = await forAll(trees, ({ files, out }) =>
    compare(files, join(root, relative(top, out)), selection),
  );
  const place = first?.file === undefined ? '' : `${first.file}: `;
  const reason = codeSpan(`${place}${first?.message ?? ''}`);
  const words = `The config of this commit cannot be read, so only the files that it has are compared: ${reason}\n`;
  return { commit, changes: [...fileChanges(comparisons, root)], words };
}

/** All that trees render to, each by its output folder as seen from the top of its repository. */
function compared(trees: readonly Tree[], top: string): readonly ComparedTree[] {
  return renderTrees(trees, {}).map(({ out, files, clusters }) => {
    return { out: relative(top, out).replaceAll(sep, '/'), files, clusters };
  });
}

function print(
  changes: readonly FileChange[],
  { format }: DiffOptions,
  heading: Heading,
  io: Io,
): void {
  if (format === 'markdown') io.out(reviewMarkdown(changes, heading));
  else for (const change of changes) if (fate(change) !== 'same') io.out(patchOf(change));
}
