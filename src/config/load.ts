import { open, realpath } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';

import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { ioError } from '../base/io-error.ts';
import { findConfig, isThere } from './find.ts';
import type { Config } from './schema.ts';
import type { Readout } from './source.ts';

/** The most bytes that are read of a config: four times what 10,000 clusters take. A device, or a pipe, has no end. */
export const largestConfig = 4_000_000;

/** Where to look for a config. */
export interface LoadOptions {
  /** As the user names it, relative to `cwd`; `-` is standard input. Without it, the config is looked for. */
  readonly file?: string | undefined;
  /** Absolute. */
  readonly cwd: string;
  /** Reads all of standard input, which is taken for YAML. */
  readonly readStdin?: (() => Promise<Uint8Array>) | undefined;
}

/** A config as it was written. It may still be wrong: `resolveConfigs` validates it. */
export interface LoadedConfig extends Readout {
  /** As the user would name it, relative to the working directory. */
  readonly file: string;
  /** The folder that it belongs to, absolute; for standard input the working directory. */
  readonly dir: string;
  readonly config: Config;
}

/**
 * Loads a config in YAML, JSON or TypeScript.
 *
 * @throws LvsgenError when there is none, or when it cannot be read or parsed
 */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const { file: named, cwd, readStdin } = options;
  if (named === '-') {
    const file = '<stdin>';
    if (!readStdin) throw LvsgenError.of('there is no standard input here', 'name a file');
    return loaded(file, cwd, await readAs('', decode(await readStdin(), file), file));
  }
  if (named === '') throw LvsgenError.of('the name of the config is empty', 'name a file');
  const path = named === undefined ? await findConfig(cwd) : resolve(cwd, named);
  const file = named ?? relative(cwd, path);
  const text = decode(await bytesOf(path, file), file);
  return loaded(file, dirname(path), await readAs(path, text, file));
}

/** Tells whether a config is a program, which may import other files. */
export function isProgram(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file);
}

/** The one place where what was read is called a config: its type is a promise of its writer. */
function loaded(file: string, dir: string, readout: Readout): LoadedConfig {
  return { ...readout, file, dir, config: readout.config as Config };
}

async function readAs(path: string, text: string, file: string): Promise<Readout> {
  if (isProgram(path)) {
    const { readTypeScript } = await import('./read-typescript.ts');
    return readTypeScript(path, file);
  }
  const { readYaml } = await import('./read-yaml.ts');
  return readYaml(text, file);
}

async function bytesOf(path: string, file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    const handle = await open(path);
    for await (const chunk of handle.createReadStream({ end: largestConfig })) {
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') {
      const message = 'this is a folder, and a config is a file';
      throw failure({ message, hint: 'name the file in it', file });
    }
    if (code !== 'ENOENT') throw ioError(error, 'read', file);
    const hint = 'write one with lvsgen init, or name another with --config';
    throw failure({ message: 'there is no such file', hint, file });
  }
}

/** The text of a config, which is UTF-8; a byte order mark at its start is left out. */
function decode(bytes: Uint8Array, file: string): string {
  if (bytes.length > largestConfig) {
    const message = `this has more than ${largestConfig} bytes, which no config needs`;
    throw failure({ message, hint: 'name a config, or write several', file });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What is not UTF-8 becomes U+FFFD, in the line that it stands in.
    const [before = ''] = new TextDecoder().decode(bytes).split('\uFFFD', 1);
    const message = 'this is not UTF-8, so its text may be misread';
    const hint = 'save it as UTF-8, for example with iconv -f GBK -t UTF-8 if it is GBK';
    const position = { line: before.split('\n').length, column: 1 };
    throw failure({ message, hint, file, position });
  }
}

function failure(diagnostic: Omit<Diagnostic, 'severity'>): LvsgenError {
  return new LvsgenError([{ severity: 'error', ...diagnostic }]);
}

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
