import { relative, sep } from 'node:path';
import { loadConfigs } from '../config/load.ts';
import type { LoadedConfig } from '../config/load.ts';
import { LvsgenError } from '../diagnostic.ts';
import { generate } from '../generate.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { patchOf } from '../output/file-change.ts';
import { reviewMarkdown } from '../review/markdown.ts';
import { compareTrees, type Tree } from '../review/review.ts';
import { nameIn } from '../revision/named.ts';
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
    const trees = await treesOf(await loadAt(rev, revision), outFolder(options, revision.cwd));
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

/** The configs of the revision, named as git names them, with the templates that they need. */
async function loadAt(rev: string, revision: Revision): Promise<readonly LoadedConfig[]> {
  const { cwd, root, configs, templates } = revision;
  const loaded = await loadConfigs({ files: configs, cwd });
  const ready: LoadedConfig[] = [];
  for (const one of loaded) {
    const { config, dir } = one;
    const file = nameIn(one.file, { rev, cwd, root });
    // It is not validated yet: what is no text is refused later.
    const folder: unknown = config.templates;
    ready.push(
      typeof folder === 'string'
        ? { ...one, file, config: { ...config, templates: await templates(dir, folder) } }
        : { ...one, file },
    );
  }
  return ready;
}

function render({ out, configs }: Selected, top: string): Tree {
  return { out: relative(top, out).replaceAll(sep, '/'), files: generate(configs) };
}
