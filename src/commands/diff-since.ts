import { join, relative, sep } from 'node:path';
import { loadConfigs } from '../config/load.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { generate } from '../render/generate.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { forAll } from '../base/for-all.ts';
import { compare } from '../output/compare.ts';
import { compareTrees, pairTrees, type Tree } from '../review/compare-trees.ts';
import { fate, type FileChange, fileChanges, patchOf } from '../review/file-change.ts';
import { codeSpan } from '../review/text.ts';
import { hostWords } from '../review/words.ts';
import type { Selection } from '../roles/selection.ts';
import { reviewMarkdown } from '../review/markdown.ts';
import { configsOf, type Revision, withRevision } from '../revision/revision.ts';
import type { DiffOptions } from './diff.ts';
import {
  outFolder,
  refuseUnknownClusters,
  type Selected,
  selectionOf,
  treesOf,
} from './generated.ts';
import { commandLine } from './render-command.ts';
import type { Report } from './report.ts';

/** As {@link DiffOptions}, with a revision. */
export interface DiffSinceOptions extends DiffOptions {
  readonly rev: string;
}

/** Prints how what the configs render to differs from what they rendered to at a revision. */
export async function diffSince(
  options: DiffSinceOptions,
  io: Io,
  report: Report,
): Promise<ExitCode> {
  const { rev, config = [], cluster = [], format } = options;
  if (config.includes('-')) {
    throw LvsgenError.of(
      `the config is read from standard input, of which there is none at ${rev}`,
      'name the file, or leave --config away: then the config is looked for',
    );
  }
  const { cwd, env } = io;
  const selection = selectionOf(options);
  const now = await treesOf(await loadConfigs({ files: config, cwd }), outFolder(options, cwd));
  report.tell(now.flatMap(({ warnings }) => warnings));
  const { commit, changes, words } = await withRevision(rev, cwd, env, async (revision) => {
    const { root, top } = revision;
    const { files, missing } = await configsOf(revision, config, cwd);
    for (const name of missing) {
      io.err(`${rev} has no ${name}: all that it renders to is shown as added\n`);
    }
    const there = join(root, relative(top, cwd));
    const before = await treesOf(await loadConfigs({ files, cwd }), outFolder(options, there));
    refuseUnknownClusters(cluster, [...before, ...now]);
    const pairs = pairTrees(
      before.map((tree) => render(tree, root)),
      now.map((tree) => render(tree, top)),
    );
    const changes = pairs.flatMap((pair) => compareTrees(pair, selection));
    const words = hostWords(pairs, selection);
    return { commit: revision.commit, changes, words };
  }).catch((error: unknown) => {
    if (!(error instanceof LvsgenError) || format !== 'markdown') throw error;
    refuseUnknownClusters(cluster, now);
    return withRevision(rev, cwd, env, (revision) =>
      compareRendered(revision, now, selection, error),
    );
  });
  const differences = changes.filter((change) => fate(change) !== 'same');
  if (differences.length === 0) {
    io.err(`what is selected renders to the same as at ${rev}\n`);
    return exitCodes.clean;
  }
  if (format === 'markdown') {
    const command = commandLine(['diff', rev], options);
    const base = `commit ${commit.slice(0, 12)}`;
    io.out(reviewMarkdown(changes, { command, base, words }));
  } else {
    for (const change of differences) io.out(patchOf(change));
  }
  return exitCodes.differences;
}

/** Where the config of a revision cannot be read: compares with the files that it has in the output folders. */
async function compareRendered(
  { commit, root, top }: Revision,
  now: readonly Selected[],
  selection: Selection,
  { diagnostics: [first] }: LvsgenError,
): Promise<{ commit: string; changes: readonly FileChange[]; words: string }> {
  const comparisons = await forAll(now, ({ configs, out }) =>
    compare(generate(configs, selection), join(root, relative(top, out)), selection),
  );
  const changes = [...fileChanges(comparisons, root)];
  const place = first?.file === undefined ? '' : `${first.file}: `;
  const reason = codeSpan(`${place}${first?.message ?? ''}`);
  const words = `The config of this commit cannot be read, so this is about lines only, against the rendered files that it has. ${reason}\n`;
  return { commit, changes, words };
}

function render({ out, configs, clusters }: Selected, top: string): Tree {
  return { out: relative(top, out).replaceAll(sep, '/'), files: generate(configs), clusters };
}
