import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { nearest } from '../base/nearest.ts';
import { replaceFile } from '../output/files.ts';
import { loadTemplates, templatePath } from '../render/templates.ts';
import { type Context, place } from './context.ts';
import type { Options } from './options.ts';
import { loadTrees } from './trees.ts';

/**
 * Lists the bundled templates, or writes some of them out, so that they can be changed.
 *
 * @throws LvsgenError when there is no such template, another file is there already, or no folder for it is known
 */
export async function templates(
  options: Options<'templates'>,
  context: Context,
): Promise<ExitCode> {
  const bundled = loadTemplates();
  const { eject, out } = options;
  if (eject === undefined && out === undefined) {
    context.out([...bundled.keys(), ''].join('\n'));
    return exitCodes.clean;
  }
  if (eject === undefined || out === '') {
    throw LvsgenError.of('--out names the folder for --eject', 'give both, with a value, or none');
  }
  const names = new Set(
    eject.map((name) => fullName(name.replace(/\.hbs$/, ''), [...bundled.keys()])),
  );
  const folder = out === undefined ? await ownFolder(options, context) : resolve(context.cwd, out);
  const files = Array.from(names, (name) => {
    const path = templatePath(folder, name);
    return { path, text: bundled.get(name) ?? '', isThere: existsSync(path) };
  });
  for (const { path, text, isThere } of files) {
    if (isThere && readFileSync(path, 'utf8') !== text) {
      const message = `${place(context, path)} is there already`;
      throw LvsgenError.of(message, 'change that one, or move it away first');
    }
  }
  for (const { path, text, isThere } of files) {
    if (!isThere) replaceFile(path, text);
    context.err(`${isThere ? 'unchanged' : 'wrote'} ${place(context, path)}\n`);
  }
  return exitCodes.clean;
}

/** The full name of a template, of which the folder may be left out. */
function fullName(name: string, names: readonly string[]): string {
  const found = names.filter((one) => one === name || one.endsWith(`/${name}`));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const near = nearest(
    name,
    names.flatMap((one) => [one, one.slice(one.lastIndexOf('/') + 1)]),
  );
  throw LvsgenError.of(
    `there is no template ${JSON.stringify(name)}`,
    near === undefined ? 'lvsgen templates lists them' : `did you mean ${near}?`,
  );
}

/** The folder that the config names. */
async function ownFolder(options: Options<'templates'>, context: Context): Promise<string> {
  const configs = (await loadTrees({ config: options.config }, context)).flatMap(
    (one) => one.configs,
  );
  const [folder, ...more] = new Set(configs.flatMap((one) => one.templates ?? []));
  if (folder !== undefined && more.length === 0) return folder;
  throw LvsgenError.of(
    `the configs name ${more.length === 0 ? 'no folder' : 'several folders'} for templates of your own`,
    'name one with --out, or write templates: templates into the config, at the top',
  );
}
