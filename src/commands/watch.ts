import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { configFiles, isProgram } from '../config/load.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import type { Io } from '../base/io.ts';
import { lintAndWrite, type RenderOptions } from './render.ts';
import type { Report } from './report.ts';
import { loadTrees, renderTrees } from './trees.ts';

/** Milliseconds from one look at the files to the next. */
const interval = 250;

/**
 * Renders now and after each change of a config, of a module below the folder of one in TypeScript, or of a template of
 * the user's, for ever.
 * What is wrong is reported, and the change that mends it is waited for.
 */
export async function watch(given: RenderOptions, io: Io, report: Report): Promise<never> {
  refuseOddOptions(given);
  const { cwd } = io;
  // A config is looked for once: one farther up is not to take the place of one that is removed for a while.
  const options = { ...given, config: given.config ?? (await configFiles({ files: [], cwd })) };
  const configs = async (): Promise<string> => stateOf(await filesOf(options.config, cwd));
  let templates: readonly string[] = [];
  for (;;) {
    // Each state is from before its files are read, so that a change while they are read is seen later.
    const configsBefore = await configs();
    let templatesBefore = await stateOf(templates);
    try {
      const trees = await loadTrees(options, io, report);
      templates = trees.flatMap((tree) => tree.configs.flatMap((one) => one.templates ?? []));
      templatesBefore = await stateOf(templates);
      await lintAndWrite(renderTrees(trees, options), options, io, report);
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      report.tell(error.diagnostics);
      io.err('what was rendered before stays\n');
    }
    io.err('watching for changes\n');
    do await setTimeout(interval);
    while (configsBefore === (await configs()) && templatesBefore === (await stateOf(templates)));
  }
}

/** The output has no end at which a document could be printed, nor can standard input be read again. */
function refuseOddOptions({ stdout, format, config = [] }: RenderOptions): void {
  const odd = [
    stdout === undefined ? '' : '--stdout',
    format === 'text' ? '' : `--format ${format}`,
    config.includes('-') ? '--config -' : '',
  ].find((option) => option !== '');
  if (odd === undefined) return;
  throw LvsgenError.of(`--watch does not go together with ${odd}`, 'leave one of them out');
}

/** The configs of a command line, which may be none (any more), and what those in TypeScript may import; absolute. */
async function filesOf(names: readonly string[], cwd: string): Promise<readonly string[]> {
  // That there is none is reported by rendering.
  const found = await configFiles({ files: names, cwd }).catch(() => []);
  const configs = found.map((file) => resolve(cwd, file));
  const folders = configs.filter(isProgram).map((path) => dirname(path));
  if (folders.length === 0) return configs;
  const { glob } = await import('tinyglobby');
  const ignore = ['**/node_modules/**'];
  const modules = folders.map((cwd) => glob('**/*.{ts,js,json}', { cwd, ignore, absolute: true }));
  return [...configs, ...(await Promise.all(modules)).flat()];
}

/** What tells one state of files from another: a line for each, and for each template in those that are folders. */
async function stateOf(paths: readonly string[]): Promise<string> {
  const states = paths.map(async (path) => {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return `${path} is missing`;
    if (!found.isDirectory()) return `${path} ${found.ino} ${found.size} ${found.mtimeMs}`;
    const names = await readdir(path, { recursive: true });
    return stateOf(names.filter((name) => name.endsWith('.hbs')).map((name) => join(path, name)));
  });
  return (await Promise.all(states)).join('\n');
}
