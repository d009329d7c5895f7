import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { loadConfigs } from '../config/load.ts';
import { isDifference } from '../output/compare.ts';
import { compareTrees, pairTrees, type Tree as ComparedTree } from '../review/compare-trees.ts';
import { fate, type FileChange, fileChanges, patchOf } from '../review/file-change.ts';
import { type Heading, reviewMarkdown } from '../review/markdown.ts';
import { codeSpan } from '../review/text.ts';
import { hostWords } from '../review/words.ts';
import { configsOf, withRevision } from '../revision/revision.ts';
import { commandLine, type Context, selectionOf } from './context.ts';
import type { Options } from './options.ts';
import { compareWithDisk, refuseEmptySelection, rendered, renderTrees } from './trees.ts';
import { type Tree, treesOf } from './trees.ts';

type DiffOptions = Options<'diff [rev]'>;

/** Prints what differs: from what is there, or from what the config rendered to at a revision. */
export async function run(options: DiffOptions, context: Context): Promise<ExitCode> {
  if (options.rev !== undefined) return diffWithRevision(options.rev, options, context);
  const comparisons = await compareWithDisk(await renderTrees(options, context), options);
  if (!comparisons.some(({ changes }) => changes.some(isDifference))) return exitCodes.clean;
  const out = comparisons[0]?.out ?? context.cwd;
  const top = topOf(out, context.cwd);
  const changes = [...fileChanges(comparisons, top)];
  const heading = { command: commandLine(['diff'], options), base: 'what is there' };
  return print(changes, heading, relative(top, out), options, context);
}

async function diffWithRevision(
  rev: string,
  options: DiffOptions,
  context: Context,
): Promise<ExitCode> {
  const { config = [], format } = options;
  const selection = selectionOf(options);
  const { cwd, env } = context;
  if (config.includes('-')) {
    throw LvsgenError.of(
      `the config is read from standard input, of which there is none at ${rev}`,
      'name the file, or leave --config away: then the config is looked for',
    );
  }
  const now = await treesOf(await loadConfigs({ files: config, cwd }), options, cwd);
  context.tell(now.flatMap(({ warnings }) => warnings));
  const result = await withRevision(rev, cwd, env, async (revision) => {
    const { root, top, commit } = revision;
    const there = join(root, relative(top, cwd));
    const about = { top, base: `commit ${commit.slice(0, 12)}` };
    let before: readonly Tree[];
    try {
      const { files, missing } = await configsOf(revision, config, cwd);
      for (const name of missing) {
        context.err(`${rev} has no ${name}: all that it renders to is shown as added\n`);
      }
      before = await treesOf(await loadConfigs({ files, cwd }), options, there);
    } catch (error) {
      if (!(error instanceof LvsgenError) || format !== 'markdown') throw error;
      refuseEmptySelection(options, now);
      const [{ file, message } = { message: '' }] = error.diagnostics;
      const reason = file === undefined ? message : `${file}: ${message}`;
      const named = codeSpan(reason.replaceAll(`${root}/`, `${rev}:`).replaceAll(root, rev));
      const words = `The config of this commit cannot be read, so only the files that it has are compared: ${named}\n`;
      const trees = (await rendered(now, options)).map(({ files, out }) => {
        return { files, out: join(root, relative(top, out)) };
      });
      const changes = [...fileChanges(await compareWithDisk(trees, options), root)];
      return { ...about, changes, words };
    }
    refuseEmptySelection(options, [...before, ...now]);
    const pairs = pairTrees(await compared(before, root), await compared(now, top));
    const changes = pairs.flatMap((pair) => compareTrees(pair, selection));
    return { ...about, changes, words: hostWords(pairs, selection) };
  });
  const { top, base, changes, words } = result;
  if (changes.every((change) => fate(change) === 'same')) {
    context.err(`what is selected renders to the same as at ${rev}\n`);
    return exitCodes.clean;
  }
  const heading = { command: commandLine(['diff', rev], options), base, words };
  return print(changes, heading, relative(top, now[0]?.out ?? top), options, context);
}

/** All that trees render to, each by its output folder as seen from the top of its repository. */
async function compared(trees: readonly Tree[], top: string): Promise<readonly ComparedTree[]> {
  return (await rendered(trees, {})).map(({ out, files, clusters }) => {
    return { out: relative(top, out).replaceAll(sep, '/'), files, clusters };
  });
}

/** Where patches are applied: the top folder of the repository around an output folder, else the working directory. */
function topOf(out: string, cwd: string): string {
  for (let folder = out; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, '.git'))) return folder;
  return cwd;
}

/**
 * Prints a review, or patches whose paths are seen from the top folder.
 *
 * @param out the output folder where there is one, which the changes do not name then, as seen from the top
 */
function print(
  changes: readonly FileChange[],
  heading: Heading,
  out: string,
  { format }: DiffOptions,
  context: Context,
): ExitCode {
  // A folder that lies elsewhere is not named.
  const folder = out === '' || out.startsWith('..') ? '' : `${out.replaceAll(sep, '/')}/`;
  if (format === 'markdown') context.out(reviewMarkdown(changes, heading));
  else
    for (const change of changes)
      if (fate(change) !== 'same') context.out(patchOf({ ...change, out: change.out || folder }));
  return exitCodes.differences;
}
