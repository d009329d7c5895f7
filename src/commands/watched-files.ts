import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import picomatch from 'picomatch';
import { isDynamicPattern } from 'tinyglobby';

import { configFiles, isProgram } from '../config/load.ts';
import type { Io } from '../base/io.ts';
import type { SelectOptions } from './generated.ts';

/** What configs are made of; all paths are absolute. */
export interface WatchedFiles {
  /** Configs, and the modules that they import. */
  readonly files: readonly string[];
  /** Folders in which a new config may appear. */
  readonly globbed: readonly string[];
}

/** What tells one state of files from another, by their paths. */
export type State = ReadonlyMap<string, string>;

/** Finds the configs of a command line, which may be none (any more), and what they import. */
export async function watchedFiles(
  { config = [] }: SelectOptions,
  { cwd }: Io,
): Promise<WatchedFiles> {
  // That there is none is told by rendering.
  const named = await configFiles({ files: config, cwd }).catch(() => []);
  const configs = named.map((file) => resolve(cwd, file));
  const modules = await Promise.all(
    configs.filter(isProgram).map(async (file) => {
      const { importedModules } = await import('../config/read-typescript.ts');
      return importedModules(file);
    }),
  );
  return {
    files: [...new Set([...configs, ...modules.flat()])],
    globbed: config
      .filter((pattern) => isDynamicPattern(pattern))
      .map((pattern) => resolve(cwd, picomatch.scan(pattern, { unescape: true }).base)),
  };
}

/** The state of files, also of those that are missing. */
export async function stateOf(files: readonly string[]): Promise<State> {
  const states = files.map(async (path): Promise<[string, string]> => {
    const found = await stat(path).catch(() => undefined);
    return [path, found ? `${found.ino} ${found.size} ${found.mtimeMs}` : 'missing'];
  });
  return new Map(await Promise.all(states));
}

/** The state of folders of templates, also of those that are missing, and of the templates in them. */
export async function stateOfTemplates(folders: readonly string[]): Promise<State> {
  const states = folders.map(async (folder) => {
    const names = await readdir(folder, { recursive: true }).catch(() => undefined);
    const templates = names?.filter((name) => name.endsWith('.hbs')) ?? [];
    const below = await stateOf(templates.map((name) => join(folder, name)));
    return [[folder, names ? 'a folder' : 'missing'] as const, ...below];
  });
  return new Map((await Promise.all(states)).flat());
}

/** Tells whether two states differ, also by a file that only one of them has. */
export function differ(left: State, right: State): boolean {
  return left.size !== right.size || [...left].some(([path, state]) => right.get(path) !== state);
}

/** The folder itself or, where there is none yet, the nearest one above, in which it may appear. */
export async function presentFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true || folder === dirname(folder)) return folder;
  return presentFolder(dirname(folder));
}
