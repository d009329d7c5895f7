import { LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { type Change, type ChangeKind, compare, type Comparison } from '../output/compare.ts';
import { write } from '../output/write.ts';
import { harmlessLine } from '../report/harmless.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { type LintFirstOptions, mayWrite } from './lint.ts';
import { place, plural } from './phrases.ts';
import type { Report, ReportOptions } from './report.ts';
import { selectionOf, type SelectOptions } from './selection.ts';
import { loadTrees, type RenderedTree, renderTrees } from './trees.ts';

/** What `lvsgen render` is told. */
export interface RenderOptions extends SelectOptions, LintFirstOptions, ReportOptions {
  readonly verbose: boolean;
  /** The file to print, by the end of its path; empty where just one is selected. */
  readonly stdout?: string | undefined;
}

/** Renders, lints and writes; or prints one file. Nothing is written unless everything rendered and linted. */
export async function render(options: RenderOptions, io: Io, report: Report): Promise<ExitCode> {
  const { stdout, format } = options;
  if (stdout !== undefined && format !== 'text') {
    const message = `--stdout prints a file, so it does not go together with --format ${format}`;
    throw LvsgenError.of(message, 'leave one of them out');
  }
  const trees = renderTrees(await loadTrees(options, io, report), options);
  if (stdout === undefined) return lintAndWrite(trees, options, io, report);
  io.out(oneFile(trees, stdout).content);
  return exitCodes.clean;
}

/** Lints what was rendered and, unless there are findings, writes it. */
export async function lintAndWrite(
  trees: readonly RenderedTree[],
  options: RenderOptions,
  io: Io,
  report: Report,
): Promise<ExitCode> {
  if (!(await mayWrite(trees, options, io, report))) return exitCodes.differences;
  await writeTrees(trees, options, io);
  return exitCodes.clean;
}

/**
 * Brings the output folders of trees to what was rendered, and tells what was done.
 *
 * @throws LvsgenError with everything that is in the way, before anything is written; or when writing fails
 */
export async function writeTrees(
  trees: readonly Pick<RenderedTree, 'files' | 'out'>[],
  options: SelectOptions & { readonly verbose: boolean },
  io: Io,
): Promise<void> {
  const selection = selectionOf(options);
  const comparisons = await forAll(trees, ({ files, out }) => compare(files, out, selection));
  for (const comparison of comparisons) {
    write(comparison);
    io.err(account(comparison, options.verbose, io));
  }
}

const done: Readonly<Record<ChangeKind, string>> = {
  created: 'created',
  updated: 'updated',
  mode: 'updated',
  unchanged: 'unchanged',
  removed: 'removed',
  foreign: 'left alone',
};

/** What was done about each file that was not left unchanged, and how many there were of each kind. */
function account({ out, changes }: Comparison, isVerbose: boolean, io: Io): string {
  const line = ({ kind, path, note }: Change): string =>
    `${done[kind].padEnd(10)} ${harmlessLine(place(io, out, path))}${note === undefined ? '' : ` (${note})`}\n`;
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(done[kind], (counts.get(done[kind]) ?? 0) + 1);
  const summary = [...counts].map(([what, count]) => `${count} ${what}`).join(', ');
  const told = changes.filter(({ kind }) => isVerbose || kind !== 'unchanged');
  return `${told.map(line).join('')}${place(io, out)}: ${summary}\n`;
}

function oneFile(trees: readonly RenderedTree[], ending: string): RenderedFile {
  const files = trees.flatMap((tree) => tree.files);
  const found = files.filter(({ path }) => `/${path}`.endsWith(`/${ending}`));
  const candidates = ending === '' ? files : found;
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  const paths = (candidates.length > 0 ? candidates : files).map(({ path }) => path);
  throw LvsgenError.of(
    `--stdout prints one file, and ${plural(candidates.length, 'file is', 'files are')} selected`,
    `select with --cluster and --target, or name one of these: --stdout=${paths.join(', --stdout=')}`,
  );
}
