import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';

import { LvsgenError } from '../diagnostic.ts';
import { forAll } from '../for-all.ts';
import { findConfig, isThere } from './find.ts';
import { loadConfig, type LoadedConfig, type LoadOptions } from './load.ts';

/** Which configs are meant. */
export interface LoadAllOptions extends Omit<LoadOptions, 'file'> {
  /** Files and globs as the user names them, relative to `cwd`. None means the one that is looked for. */
  readonly files: readonly string[];
}

/**
 * Loads every config that is named, each once.
 *
 * @throws LvsgenError when there is none, or with everything that keeps them from being read or parsed
 */
export async function loadConfigs(options: LoadAllOptions): Promise<readonly LoadedConfig[]> {
  const { cwd, readStdin } = options;
  const files = await configFiles(options);
  return forAll(files, (file) => loadConfig({ file, cwd, readStdin }));
}

/**
 * The configs that are named, as the user would name them, each once; those of a glob in the order of their names.
 *
 * @throws LvsgenError when there is none
 */
export async function configFiles({ files, cwd }: LoadAllOptions): Promise<readonly string[]> {
  if (files.length === 0) return [relative(cwd, await findConfig(cwd))];
  const named = await Promise.all(files.map((file) => expand(file, cwd)));
  const distinct = new Map<string, string>();
  for (const file of named.flat()) {
    const key = file === '-' ? file : await identity(resolve(cwd, file));
    if (!distinct.has(key)) distinct.set(key, file);
  }
  return [...distinct.values()];
}

/** Links to one file are one config in each folder that they stand in, since it is rendered beside them. */
async function identity(path: string): Promise<string> {
  const [file, folder] = await Promise.all(
    [path, dirname(path)].map((one) => realpath(one).catch(() => one)),
  );
  return JSON.stringify([file, folder]);
}

/** A file that is there is meant by its name, whatever characters that has. */
async function expand(file: string, cwd: string): Promise<readonly string[]> {
  if (file === '-' || (await isThere(resolve(cwd, file)))) return [file];
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(file)) return [file];
  const options = { cwd, expandDirectories: false, ignore: ['**/node_modules/**'] };
  const found = await glob(file, options);
  if (found.length > 0) return found.toSorted();
  throw LvsgenError.of(
    `no file matches ${file}, which --config names`,
    'mend the pattern, and put it in quotes so that the shell leaves it alone',
  );
}
