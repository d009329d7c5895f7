import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { escapePath, glob } from 'tinyglobby';
import { LvsgenError } from '../base/diagnostic.ts';
import { configFiles, isProgram } from '../config/load.ts';
import { ownFolder } from '../render/texts.ts';
import type { Context } from './context.ts';
import type { Options } from './options.ts';
import { loadTrees, rendered, type RenderedTree } from './trees.ts';

/** Milliseconds from one look at the files to the next. */
const interval = 250;

/**
 * Renders now and after each change of a config, of a module below the folder of one in TypeScript, or of a template
 * of the user, for ever. What is wrong is reported, and the change that mends it is waited for.
 */
export async function watch(
  given: Options<'render'>,
  context: Context,
  write: (trees: readonly RenderedTree[]) => Promise<unknown>,
): Promise<never> {
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
        await write(await rendered(trees, options));
      } catch (error) {
        if (!(error instanceof LvsgenError)) throw error;
        context.tell(error.diagnostics);
        context.err('what was rendered before stays\n');
      }
      context.err('watching for changes\n');
    }
    await setTimeout(interval);
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
