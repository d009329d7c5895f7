import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { loadConfigs } from '../config/load.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { compare, isDifference } from '../output/compare.ts';
import { compareTrees, pairTrees, type Tree as ComparedTree } from '../review/compare-trees.ts';
import { fate, type FileChange, fileChanges, patchOf } from '../review/file-change.ts';
import { reviewMarkdown } from '../review/markdown.ts';
import { codeSpan } from '../review/text.ts';
import { hostWords } from '../review/words.ts';
import { configsOf, type Revision, withRevision } from '../revision/revision.ts';
import type { Selection } from '../roles/selection.ts';
import type { Report } from './report.ts';
import { commandLine, selectionOf, type SelectOptions } from './selection.ts';
import {
  loadTrees,
  refuseEmptySelection,
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
  const out = comparisons[0]?.out ?? io.cwd;
  const top = topOf(out, io.cwd);
  const changes = [...fileChanges(comparisons, top)];
  const heading = { command: commandLine(['diff'], options), base: 'what is there' };
  if (options.format === 'markdown') io.out(reviewMarkdown(changes, heading));
  else printPatches(changes, folderBelow(top, out), io);
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
  const { commit, top, changes, words } = await withRevision(rev, cwd, env, async (revision) => {
    const { root, top } = revision;
    const { files, missing } = await configsOf(revision, config, cwd);
    for (const name of missing) {
      io.err(`${rev} has no ${name}: all that it renders to is shown as added\n`);
    }
    const there = join(root, relative(top, cwd));
    const before = await treesOf(await loadConfigs({ files, cwd }), options, there);
    refuseEmptySelection(options, [...before, ...now]);
    const pairs = pairTrees(compared(before, root), compared(now, top));
    const changes = pairs.flatMap((pair) => compareTrees(pair, selection));
    return { ...revision, changes, words: hostWords(pairs, selection) };
  }).catch((error: unknown) => {
    if (!(error instanceof LvsgenError) || format !== 'markdown') throw error;
    refuseEmptySelection(options, now);
    return withRevision(rev, cwd, env, (revision) =>
      compareRendered(revision, renderTrees(now, options), selection, error),
    );
  });
  if (changes.every((change) => fate(change) === 'same')) {
    io.err(`what is selected renders to the same as at ${rev}\n`);
    return exitCodes.clean;
  }
  const base = `commit ${commit.slice(0, 12)}`;
  const heading = { command: commandLine(['diff', rev], options), base, words };
  if (format === 'markdown') io.out(reviewMarkdown(changes, heading));
  else printPatches(changes, folderBelow(top, now[0]?.out ?? top), io);
  return exitCodes.differences;
}

/** Where the config of a revision cannot be read: compares with the files that it has in the output folders. */
async function compareRendered(
  revision: Revision,
  trees: readonly RenderedTree[],
  selection: Selection,
  { diagnostics: [first] }: LvsgenError,
): Promise<Revision & { readonly changes: readonly FileChange[]; readonly words: string }> {
  const { root, top } = revision;
  const comparisons = await forAll(trees, ({ files, out }) =>
    compare(files, join(root, relative(top, out)), selection),
  );
  const place = first?.file === undefined ? '' : `${first.file}: `;
  const reason = codeSpan(`${place}${first?.message ?? ''}`);
  const words = `The config of this commit cannot be read, so only the files that it has are compared: ${reason}\n`;
  return { ...revision, changes: [...fileChanges(comparisons, root)], words };
}

/** All that trees render to, each by its output folder as seen from the top of its repository. */
function compared(trees: readonly Tree[], top: string): readonly ComparedTree[] {
  return renderTrees(trees, {}).map(({ out, files, clusters }) => {
    return { out: relative(top, out).replaceAll(sep, '/'), files, clusters };
  });
}

/** Where patches are applied: the top folder of the repository around an output folder, else the working directory. */
function topOf(out: string, cwd: string): string {
  for (let folder = out; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, '.git'))) return folder;
  return cwd;
}

/** What stands in front of the paths in a folder, as seen from the top; nothing for a folder that lies elsewhere. */
function folderBelow(top: string, folder: string): string {
  const path = relative(top, folder).replaceAll(sep, '/');
  return path === '' || path.startsWith('..') ? '' : `${path}/`;
}

/** @param folder the output folder where there is one, which the changes do not name then */
function printPatches(changes: readonly FileChange[], folder: string, io: Io): void {
  for (const change of changes) {
    const out = change.out === '' ? folder : change.out;
    if (fate(change) !== 'same') io.out(patchOf({ ...change, out }));
  }
}
