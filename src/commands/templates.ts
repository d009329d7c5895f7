import { resolve } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { loadTemplates, ownFolder, templatePath } from '../render/texts.ts';
import { type Context, writeOut } from './context.ts';
import type { Options } from './options.ts';
import { loadTrees } from './trees.ts';

/** Lists the bundled templates, or writes some of them out, so that they can be changed. */
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
  for (const given of eject) {
    const wanted = given.replace(/\.hbs$/, '');
    // The folder may be left out.
    const found = [...bundled].find(([name]) => `/${name}`.endsWith(`/${wanted}`));
    if (found === undefined) {
      throw LvsgenError.of(`there is no template "${wanted}"`, 'lvsgen templates lists them');
    }
    const [name, text] = found;
    writeOut(templatePath(folder, name), text, context);
  }
  return exitCodes.clean;
}

async function folderOf({ config }: Options<'templates'>, context: Context): Promise<string> {
  const trees = await loadTrees({ config }, context);
  const [folder] = trees.flatMap((tree) => tree.configs.flatMap((one) => ownFolder(one) ?? []));
  if (folder !== undefined) return folder;
  throw LvsgenError.of(
    'the config names no folder for templates of your own',
    'name one with --out, or write templates: templates into the config, at the top',
  );
}
