import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { counted, harmlessLine } from '../base/words.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { configFiles, isProgram } from '../config/load.ts';
import {
  type Change,
  type ChangeKind,
  type Comparison,
  isDifference,
  write,
} from '../output/compare.ts';
import { ownFolder } from '../render/texts.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { type Context, place } from './context.ts';
import { mayWrite } from './lint.ts';
import type { LintOptions, Options, SelectOptions } from './options.ts';
import { compareWithDisk, loadTrees, rendered, type RenderedTree, renderTrees } from './trees.ts';

/** Renders, lints and writes; or prints one file. */
export async function run(options: Options<'render'>, context: Context): Promise<ExitCode> {
  if (options.watch === true) return watch(options, context);
  const trees = await renderTrees(options, context);
  if (options.stdout === undefined) return writeTrees(trees, options, context);
  context.out(oneFile(trees, options.stdout).content);
  return exitCodes.clean;
}

/**
 * Renders now and after each change of a config, of a module below the folder of one in TypeScript, or of a template
 * of the user, for ever. What is wrong is reported, and the change that mends it is waited for.
 */
async function watch(given: Options<'render'>, context: Context): Promise<never> {
  const { cwd } = context;
  // A config is looked for once: one farther up is not to take the place of one that is removed for a while.
  const config = given.config ?? (await configFiles({ files: [], cwd }));
  const options = { ...given, config: [...config] };
  let templates: readonly string[] = [];
  let seen: string | undefined;
  for (;;) {
    // From before the files are read, so that a change while they are read is seen later.
    const now = await stateOf(config, templates, cwd);
    if (now !== seen) {
      seen = now;
      try {
        const trees = await loadTrees(options, context);
        const before = templates;
        templates = trees.flatMap((tree) => tree.configs.flatMap((one) => ownFolder(one) ?? []));
        if (String(templates) !== String(before)) seen = await stateOf(config, templates, cwd);
        await writeTrees(await rendered(trees, options), options, context);
      } catch (error) {
        if (!(error instanceof LvsgenError)) throw error;
        context.tell(error.diagnostics);
        context.err('what was rendered before stays\n');
      }
      context.err('watching for changes\n');
    }
    // Four looks a second.
    await setTimeout(250);
  }
}

/** What tells one state of the configs, of what they may import and of their templates from another. */
async function stateOf(
  names: readonly string[],
  templates: readonly string[],
  cwd: string,
): Promise<string> {
  // That there is none is reported by rendering.
  const found = await configFiles({ files: names, cwd }).catch(() => []);
  const configs = found.map((file) => resolve(cwd, file));
  const programs = configs.filter(isProgram).map((path) => dirname(path));
  const { escapePath, glob } = await import('tinyglobby');
  const patterns = [
    ...programs.map((folder) => `${escapePath(folder)}/**/*.{ts,js,json}`),
    ...templates.map((folder) => `${escapePath(folder)}/**/*.hbs`),
  ];
  const more = await glob(patterns, { cwd, absolute: true, ignore: ['**/node_modules/**'] });
  const states = [...configs, ...templates, ...more.toSorted()].map(async (path) => {
    const one = await stat(path).catch(() => undefined);
    return `${path} ${one?.ino} ${one?.size} ${one?.mtimeMs}`;
  });
  return (await Promise.all(states)).join('\n');
}

/**
 * Brings the output folders of trees to what was rendered, and tells what was done. Nothing is written unless all that
 * would be passes the linters; what is there already has passed them when it was written.
 *
 * @param lintedIn the files to lint where this one is written
 */
export async function writeTrees(
  trees: readonly RenderedTree[],
  options: SelectOptions & LintOptions & { readonly verbose?: boolean | undefined },
  context: Context,
  lintedIn = (file: RenderedFile): readonly RenderedFile[] => [file],
): Promise<ExitCode> {
  const compared = await compareWithDisk(trees, options);
  const fresh = compared.map(([tree, { changes, files }]) => {
    const written = changes.filter(isDifference).flatMap(({ path }) => files.get(path) ?? []);
    return { ...tree, files: written.flatMap(lintedIn) };
  });
  if (!(await mayWrite(fresh, options, context))) return exitCodes.differences;
  for (const [, comparison] of compared) {
    write(comparison);
    context.err(account(comparison, options.verbose === true, context));
  }
  return exitCodes.clean;
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
