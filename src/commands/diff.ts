import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { loadConfigs } from '../config/load.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { compare, isDifference } from '../output/compare.ts';
import { compareTrees, type Tree as ComparedTree } from '../review/compare-trees.ts';
import { fate, type FileChange, fileChanges, patchOf } from '../review/file-change.ts';
import { reviewMarkdown } from '../review/markdown.ts';
import { configsOf, withRevision } from '../revision/revision.ts';
import type { Report } from './report.ts';
import { commandLine, selectionOf, type SelectOptions } from './selection.ts';
import { loadTrees, refuseEmptySelection, renderTrees, type Tree, treesOf } from './trees.ts';

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
  const changes = comparisons.flatMap((one) => {
    const isAlone = options.format === 'markdown' && comparisons.length === 1;
    return [...fileChanges(one, isAlone ? '' : folderBelow(rootOf(one.out, io.cwd), one.out))];
  });
  print(changes, options, ['diff'], 'what is there', io);
  return exitCodes.differences;
}

async function diffWithRevision(
  rev: string,
  options: DiffOptions,
  io: Io,
  report: Report,
): Promise<ExitCode> {
  const { config = [] } = options;
  const { cwd, env } = io;
  if (config.includes('-')) {
    throw LvsgenError.of(
      `the config is read from standard input, of which there is none at ${rev}`,
      'name the file, or leave --config away: then the config is looked for',
    );
  }
  const now = await treesOf(await loadConfigs({ files: config, cwd }), options, cwd);
  report.tell(now.flatMap(({ warnings }) => warnings));
  const { commit, changes } = await withRevision(rev, cwd, env, async (revision) => {
    const { root, top } = revision;
    const { files, missing } = await configsOf(revision, config, cwd);
    for (const name of missing) {
      io.err(`${rev} has no ${name}: all that it renders to is shown as added\n`);
    }
    const there = join(root, relative(top, cwd));
    const before = await treesOf(await loadConfigs({ files, cwd }), options, there);
    refuseEmptySelection(options, [...before, ...now]);
    const selection = selectionOf(options);
    const changes = compareTrees(compared(before, root), compared(now, top), selection);
    // Where there is one output folder, they do not name it.
    const out = options.format === 'text' ? folderBelow(top, now[0]?.out ?? top) : '';
    const named = changes.map((change) => (change.out === '' ? { ...change, out } : change));
    return { commit: revision.commit, changes: named };
  });
  if (changes.every((change) => fate(change) === 'same')) {
    io.err(`what is selected renders to the same as at ${rev}\n`);
    return exitCodes.clean;
  }
  print(changes, options, ['diff', rev], `commit ${commit.slice(0, 12)}`, io);
  return exitCodes.differences;
}

/** All that trees render to, each by its output folder as seen from the top of its repository. */
function compared(trees: readonly Tree[], top: string): readonly ComparedTree[] {
  return renderTrees(trees, {}).map(({ out, files }) => {
    return { out: relative(top, out).replaceAll(sep, '/'), files };
  });
}

/** Where a patch is applied: the root of the repository around a folder, or else the working directory. */
function rootOf(out: string, cwd: string): string {
  for (let folder = out; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, '.git'))) return folder;
  return cwd;
}

/** What stands in front of the paths in a folder, as seen from a root; nothing for a folder that lies elsewhere. */
function folderBelow(root: string, folder: string): string {
  const path = relative(root, folder).replaceAll(sep, '/');
  return path === '' || path.startsWith('..') ? '' : `${path}/`;
}

function print(
  changes: readonly FileChange[],
  options: DiffOptions,
  command: readonly string[],
  base: string,
  io: Io,
): void {
  if (options.format === 'markdown') {
    io.out(reviewMarkdown(changes, { command: commandLine(command, options), base }));
  } else {
    for (const change of changes) if (fate(change) !== 'same') io.out(patchOf(change));
  }
}
