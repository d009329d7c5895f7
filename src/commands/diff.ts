import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { forAll, LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { loadConfigs } from '../config/load.ts';
import {
  compareTrees,
  fileChanges,
  pairTrees,
  patchOf,
  type Tree as ComparedTree,
} from '../review/file-change.ts';
import { reviewMarkdown } from '../review/markdown.ts';
import { hostWords } from '../review/words.ts';
import { configsOf, withRevision } from '../revision/revision.ts';
import { commandLine, type Context, selectionOf } from './context.ts';
import type { Options } from './options.ts';
import {
  compareWithDisk,
  refuseEmptySelection,
  rendered,
  renderTrees,
  type Tree,
  treesOf,
} from './trees.ts';

type DiffOptions = Options<'diff [rev]'>;

/** Prints what differs: from what is there, or from what the config rendered to at a revision. */
export async function run(options: DiffOptions, context: Context): Promise<ExitCode> {
  const { rev, format } = options;
  // The output folder is as seen from the folder where patches are applied.
  const { changes, heading, out } = await (rev === undefined
    ? fromDisk(options, context)
    : fromRevision(rev, options, context));
  if (changes.length === 0) {
    if (rev !== undefined) context.err(`what is selected renders to the same as at ${rev}\n`);
    return exitCodes.clean;
  }
  // A folder that lies elsewhere is not named.
  const folder = out === '' || out.startsWith('..') ? '' : `${out}/`;
  if (format === 'markdown') context.out(reviewMarkdown(changes, heading));
  else for (const change of changes) context.out(patchOf({ ...change, out: change.out || folder }));
  return exitCodes.differences;
}

async function fromDisk(options: DiffOptions, context: Context) {
  const trees = await renderTrees(options, context);
  const out = trees[0]?.out ?? context.cwd;
  // Patches are applied at the top of the repository around the output folder, else in the working directory.
  let top = out;
  while (!existsSync(join(top, '.git')) && top !== dirname(top)) top = dirname(top);
  if (top === dirname(top)) top = context.cwd;
  const heading = { command: commandLine(['diff'], options), base: 'what is there' };
  const changes = (await compareWithDisk(trees, options)).flatMap(([tree, comparison]) =>
    fileChanges(comparison, trees.length === 1 ? '' : `${pathFrom(top, tree.out)}/`),
  );
  return { changes, heading, out: pathFrom(top, out) };
}

async function fromRevision(rev: string, options: DiffOptions, context: Context) {
  const { config = [] } = options;
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
  return withRevision(rev, cwd, env, async (revision) => {
    const { root, top, commit } = revision;
    const { files, missing } = await configsOf(revision, config, cwd);
    for (const name of missing) {
      context.err(`${rev} has no ${name}: all that it renders to is shown as added\n`);
    }
    const loaded = files.length === 0 ? [] : await loadConfigs({ files, cwd });
    const before = await treesOf(loaded, options, join(root, relative(top, cwd)));
    refuseEmptySelection(options, [...before, ...now]);
    const pairs = pairTrees(await compared(before, root), await compared(now, top));
    return {
      changes: (await forAll(pairs, (pair) => compareTrees(pair, selection))).flat(),
      heading: {
        command: commandLine(['diff', rev], options),
        base: `commit ${commit.slice(0, 12)}`,
        words: hostWords(pairs, selection),
      },
      out: pathFrom(top, now[0]?.out ?? top),
    };
  });
}

/** All that trees render to, each by its output folder as seen from the top of its repository. */
async function compared(trees: readonly Tree[], top: string): Promise<readonly ComparedTree[]> {
  return (await rendered(trees, {})).map(({ out, files, clusters }) => {
    return { out: pathFrom(top, out), files, clusters };
  });
}

function pathFrom(top: string, folder: string): string {
  return relative(top, folder).replaceAll(sep, '/');
}
