import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadConfigs } from '../config/load.ts';
import { nearest } from '../base/nearest.ts';
import { resolveConfigs } from '../config/resolve.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { readState, replaceFile } from '../output/files.ts';
import { loadTemplates, partialsFolder, templatePath } from '../render/templates.ts';
import { place } from './phrases.ts';

/** What `lvsgen templates` is told. */
export interface TemplatesOptions {
  /** The names of templates to write out, with or without `.hbs`. */
  readonly eject?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly config?: readonly string[] | undefined;
}

/**
 * Lists the bundled templates, or writes some of them out, so that they can be changed.
 *
 * @throws LvsgenError when there is no such template, another file is there already, or no folder for it is known
 */
export async function templates(options: TemplatesOptions, io: Io): Promise<ExitCode> {
  const bundled = loadTemplates();
  const { eject, out } = options;
  if (eject === undefined && out === undefined) {
    io.out([...bundled.keys(), ''].join('\n'));
    return exitCodes.clean;
  }
  if (eject === undefined || out === '') {
    throw LvsgenError.of('--out names the folder for --eject', 'give both, with a value, or none');
  }
  const names = new Set(eject.map((name) => known(name.replace(/\.hbs$/, ''), bundled)));
  const folder = out === undefined ? await ownFolder(options, io) : resolve(io.cwd, out);
  const files = Array.from(names, (name) => {
    const path = templatePath(folder, name);
    const text = bundled.get(name) ?? '';
    const there = existsSync(path) ? readState(path).text : undefined;
    return { path, text, there };
  });
  const taken = files.filter(({ text, there }) => there !== undefined && there !== text);
  if (taken.length > 0) {
    const paths = taken.map(({ path }) => place(io, path)).join(', ');
    const be = taken.length === 1 ? 'is' : 'are';
    throw LvsgenError.of(`${paths} ${be} there already`, 'change that one, or move it away first');
  }
  for (const { path, text, there } of files) {
    if (there === undefined) replaceFile(path, text);
    io.err(`${there === undefined ? 'wrote' : 'unchanged'} ${place(io, path)}\n`);
  }
  return exitCodes.clean;
}

/** The full name of a template, of which the folder of partials may be left out. */
function known(name: string, bundled: ReadonlyMap<string, string>): string {
  const found = [name, partialsFolder + name].find((candidate) => bundled.has(candidate));
  if (found !== undefined) return found;
  const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const names = [...bundled.keys()];
  const near = nearest(lastOf(name), names.map(lastOf));
  throw LvsgenError.of(
    `there is no template ${JSON.stringify(name)}`,
    near === undefined
      ? 'lvsgen templates lists them'
      : `did you mean ${names.find((one) => lastOf(one) === near) ?? near}?`,
  );
}

/** The folder that the config names. */
async function ownFolder({ config = [] }: TemplatesOptions, io: Io): Promise<string> {
  const { cwd, readStdin } = io;
  const { configs } = resolveConfigs(await loadConfigs({ files: config, cwd, readStdin }));
  const [folder, ...more] = new Set(configs.flatMap((one) => one.templates ?? []));
  if (folder !== undefined && more.length === 0) return folder;
  throw LvsgenError.of(
    folder === undefined
      ? 'the config names no folder for templates of your own'
      : 'the configs name several folders of templates',
    'name one with --out, or write templates: templates into the config, at the top',
  );
}
