import { relative, resolve, sep } from 'node:path';
import { type LoadedConfig, loadConfigs } from '../config/load.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { generate } from '../render/generate.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { patchOf } from '../output/file-change.ts';
import { reviewMarkdown } from '../review/markdown.ts';
import { compareTrees, type Tree } from '../review/review.ts';
import { type Revision, withRevision } from '../revision/revision.ts';
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
  const now = await treesOf(await loadConfigs({ files: config, cwd }), outFolder(options, cwd));
  report.tell(now.flatMap(({ warnings }) => warnings));
  const before = await withRevision(rev, { cwd, env, configs: config }, async (revision) => {
    for (const name of revision.missing) {
      io.err(`${rev} has no ${name}: all that it renders to is shown as added\n`);
    }
    const { commit, top } = revision;
    const trees = await treesOf(await loadAt(revision), outFolder(options, revision.cwd));
    return { commit, top, trees, rendered: trees.map((tree) => render(tree, revision.root)) };
  });
  refuseUnknownClusters(cluster, [...before.trees, ...now]);

  const rendered = now.map((tree) => render(tree, before.top));
  const review = compareTrees(before.rendered, rendered, selectionOf(options));
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

/** The configs of the revision, named as git names them. */
async function loadAt({
  cwd,
  root,
  top,
  configs,
  nameOf,
}: Revision): Promise<readonly LoadedConfig[]> {
  const loaded = await loadConfigs({ files: configs, cwd });
  return loaded.map((one) => {
    const { config, dir } = one;
    // It is not validated yet: what is no text is refused later.
    const templates: unknown = config.templates;
    const named = { ...one, file: nameOf(one.file) };
    if (typeof templates !== 'string') return named;
    // A folder outside of the repository is that of today.
    const path = relative(root, resolve(dir, templates));
    if (!path.startsWith('..')) return named;
    return { ...named, config: { ...config, templates: resolve(top, path) } };
  });
}

function render({ out, configs }: Selected, top: string): Tree {
  return { out: relative(top, out).replaceAll(sep, '/'), files: generate(configs) };
}
