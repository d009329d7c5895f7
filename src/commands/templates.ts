import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadConfigs } from '../config/load.ts';
import { nearest } from '../base/nearest.ts';
import { resolveConfigs } from '../config/resolve.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { replaceFile } from '../output/files.ts';
import {
  loadTemplates,
  partialsFolder,
  templatePath,
  type TemplateTexts,
} from '../render/templates.ts';
import { obstacleTo } from '../rpm/install.ts';
import { place } from './phrases.ts';

/** What `lvsgen templates` is told. */
export interface TemplatesOptions {
  /** The names of templates to write out, with or without `.hbs`. */
  readonly eject?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly config?: readonly string[] | undefined;
}

/**
 * Lists the bundled templates, or writes some of them out, so that they can be changed. One that is there already as it
 * is bundled is left alone: a run that was killed left some of them.
 *
 * @throws LvsgenError when there is no such template, another file is there already, or no folder for it is known
 */
export async function templates(options: TemplatesOptions, io: Io): Promise<ExitCode> {
  const bundled = loadTemplates();
  if (options.out === '') throw LvsgenError.of('--out is empty', 'name a folder');
  if (options.eject === undefined) {
    if (options.out !== undefined) {
      throw LvsgenError.of(
        '--out is for --eject',
        'name the templates to write out, or leave it out',
      );
    }
    for (const name of bundled.keys()) io.out(`${name}\n`);
    return exitCodes.clean;
  }
  const names = new Set(options.eject.map((name) => known(name.replace(/\.hbs$/, ''), bundled)));
  const folder =
    options.out === undefined ? await ownFolder(options, io) : resolve(io.cwd, options.out);
  const files = Array.from(names, (name) => ({
    path: templatePath(folder, name),
    text: bundled.get(name) ?? '',
  }));
  const written = await eject(files, folder, io);
  for (const file of files) {
    const { path } = file;
    io.err(`${written.includes(file) ? 'wrote' : 'unchanged'} ${place(io, path)}\n`);
  }
  return exitCodes.clean;
}

interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** @returns those that were written */
async function eject(
  files: readonly TemplateFile[],
  folder: string,
  io: Io,
): Promise<readonly TemplateFile[]> {
  const taken = files.filter((file) => existsSync(file.path) && !isDone(file));
  if (taken.length > 0) {
    const names = taken.map(({ path }) => place(io, path)).join(', ');
    const be = taken.length === 1 ? 'is' : 'are';
    throw LvsgenError.of(`${names} ${be} there already`, 'change that one, or move it away first');
  }
  const ways = await Promise.all(
    files.map(({ path }) => obstacleTo(folder, path.slice(folder.replace(/\/$/, '').length))),
  );
  const obstacles = ways.flatMap((obstacle) => obstacle ?? []);
  if (obstacles.length > 0) throw new LvsgenError(obstacles);
  const missing = files.filter(({ path }) => !existsSync(path));
  for (const { path, text } of missing) replaceFile(path, text);
  return missing;
}

/** What is there and is no file, such as a pipe that nobody writes to, or cannot be read is another. */
function isDone({ path, text }: TemplateFile): boolean {
  try {
    return lstatSync(path).isFile() && readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}

function known(name: string, bundled: TemplateTexts): string {
  const candidates = [name, partialsFolder + name];
  const found = candidates.find((candidate) => bundled.has(candidate));
  if (found !== undefined) return found;
  const names = [...bundled.keys()];
  const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const near = nearest(name, names) ?? nearest(lastOf(name), names.map(lastOf));
  throw LvsgenError.of(
    `there is no template ${JSON.stringify(name)}`,
    near === undefined
      ? 'lvsgen templates lists them'
      : `did you mean ${names.find((one) => one === near || lastOf(one) === near) ?? near}?`,
  );
}

/** The folder that the config names. */
async function ownFolder({ config = [] }: TemplatesOptions, io: Io): Promise<string> {
  const { cwd, readStdin } = io;
  const { configs } = resolveConfigs(await loadConfigs({ files: config, cwd, readStdin }));
  const folders = new Set(configs.flatMap((one) => one.templates ?? []));
  const [folder] = folders;
  if (folder !== undefined && folders.size === 1) return folder;
  throw folder === undefined
    ? LvsgenError.of(
        'the config names no folder for templates of your own',
        'write templates: templates into it, at the top, or name a folder with --out',
      )
    : LvsgenError.of('the configs name several folders of templates', 'name one with --out');
}
