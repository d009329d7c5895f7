import { counted } from '../base/words.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { type Change, type ChangeKind, type Comparison } from '../output/compare.ts';
import { write } from '../output/write.ts';
import { harmlessLine } from '../report/harmless.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { type Context, place } from './context.ts';
import { mayWrite } from './lint.ts';
import type { Options, SelectOptions } from './options.ts';
import { compareWithDisk, type RenderedTree, renderTrees } from './trees.ts';

/** Renders, lints and writes; or prints one file. Nothing is written unless everything rendered and linted. */
export async function run(options: Options<'render'>, context: Context): Promise<ExitCode> {
  const lintAndWrite = async (trees: readonly RenderedTree[]): Promise<ExitCode> => {
    if (!(await mayWrite(trees, options, context))) return exitCodes.differences;
    await writeTrees(trees, options, context);
    return exitCodes.clean;
  };
  if (options.watch === true) {
    return (await import('./watch.ts')).watch(options, context, lintAndWrite);
  }
  const trees = await renderTrees(options, context);
  if (options.stdout === undefined) return lintAndWrite(trees);
  context.out(oneFile(trees, options.stdout).content);
  return exitCodes.clean;
}

/** Brings the output folders of trees to what was rendered, and tells what was done. */
export async function writeTrees(
  trees: readonly Pick<RenderedTree, 'files' | 'out'>[],
  options: SelectOptions & { readonly verbose?: boolean | undefined },
  context: Context,
): Promise<void> {
  for (const comparison of await compareWithDisk(trees, options)) {
    write(comparison);
    context.err(account(comparison, options.verbose === true, context));
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
function account({ out, changes }: Comparison, isVerbose: boolean, context: Context): string {
  const line = ({ kind, path, note }: Change): string =>
    `${done[kind].padEnd(10)} ${harmlessLine(place(context, out, path))}${note === undefined ? '' : ` (${note})`}\n`;
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(done[kind], (counts.get(done[kind]) ?? 0) + 1);
  const summary = [...counts].map(([what, count]) => `${count} ${what}`).join(', ');
  const told = changes.filter(({ kind }) => isVerbose || kind !== 'unchanged');
  return `${told.map(line).join('')}${place(context, out)}: ${summary}\n`;
}

/** The only file, or the only one whose path ends so. */
function oneFile(trees: readonly RenderedTree[], ending: string): RenderedFile {
  const files = trees.flatMap((tree) => tree.files);
  const found = files.filter(({ path }) => ending === '' || `/${path}`.endsWith(`/${ending}`));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const paths = (found.length > 0 ? found : files).map(({ path }) => path);
  throw LvsgenError.of(
    `--stdout prints one file, and ${counted(found.length, 'file is', 'files are')} selected`,
    `select with --cluster and --target, or name one of these: --stdout=${paths.join(', --stdout=')}`,
  );
}
