import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { replaceFile } from '../output/files.ts';
import { loadTemplates, ownFolder, templatePath } from '../render/texts.ts';
import { type Context, place } from './context.ts';
import type { Options } from './options.ts';
import { loadTrees } from './trees.ts';

/**
 * Lists the bundled templates, or writes some of them out, so that they can be changed.
 *
 * @throws LvsgenError when there is no such template, another file is there already, or no folder for it is known
 */
export async function run(options: Options<'templates'>, context: Context): Promise<ExitCode> {
  const bundled = loadTemplates();
  const { eject, out } = options;
  if (eject === undefined && out === undefined) {
    context.out([...bundled.keys(), ''].join('\n'));
    return exitCodes.clean;
  }
  if (eject === undefined || out === '') {
    throw LvsgenError.of('--out names the folder for --eject', 'give both, with a value, or none');
  }
  const folder = out === undefined ? await folderOf(options, context) : resolve(context.cwd, out);
  for (const name of eject.map((one) => fullName(one.replace(/\.hbs$/, ''), [...bundled.keys()]))) {
    const path = templatePath(folder, name);
    const text = bundled.get(name) ?? '';
    const isThere = existsSync(path);
    if (isThere && readFileSync(path, 'utf8') !== text) {
      const message = `${place(context, path)} is there already`;
      throw LvsgenError.of(message, 'change that one, or move it away first');
    }
    if (!isThere) replaceFile(path, text);
    context.err(`${isThere ? 'unchanged' : 'wrote'} ${place(context, path)}\n`);
  }
  return exitCodes.clean;
}

/** The full name of a template, of which the folder may be left out. */
function fullName(name: string, names: readonly string[]): string {
  const [only, ...more] = names.filter((one) => one === name || one.endsWith(`/${name}`));
  if (only !== undefined && more.length === 0) return only;
  const message = `there is no template ${JSON.stringify(name)}`;
  throw LvsgenError.of(message, 'lvsgen templates lists them');
}

/** The folder that the config names. */
async function folderOf({ config }: Options<'templates'>, context: Context): Promise<string> {
  const trees = await loadTrees({ config }, context);
  const [folder] = trees.flatMap((tree) => tree.configs.flatMap((one) => ownFolder(one) ?? []));
  if (folder !== undefined) return folder;
  throw LvsgenError.of(
    'the config names no folder for templates of your own',
    'name one with --out, or write templates: templates into the config, at the top',
  );
}
