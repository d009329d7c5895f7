import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { forAll, LvsgenError } from '../base/diagnostic.ts';
import { attempt, textOf } from '../base/files.ts';
import type { Readout } from './diagnose.ts';
import type { Config } from './schema.ts';

/** The names under which a config is found by itself. */
export const configNames = ['lvsgen.yaml', 'lvsgen.yml', 'lvsgen.json', 'lvsgen.ts'] as const;

/** The most bytes that a config may have: four times what 10,000 clusters take. */
const largestConfig = 4_000_000;

export interface LoadOptions {
  /** As the user names it, relative to `cwd`; `-` is standard input. Without it, the config is looked for. */
  readonly file?: string | undefined;
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
  if (named === '') throw LvsgenError.of('the name of the config is empty', 'name a file');
  const isStdin = named === '-' && readStdin !== undefined;
  const path = named === undefined ? findConfig(cwd) : resolve(cwd, named);
  const file = isStdin ? '<stdin>' : (named ?? relative(cwd, path));
  if (!isStdin && !existsSync(path)) {
    const hint = 'write one with lvsgen init, or name another with --config';
    throw LvsgenError.of('there is no such file', hint, { file });
  }
  const bytes = isStdin ? await readStdin() : attempt('read', file, () => readFileSync(path));
  if (bytes.length > largestConfig) {
    const message = `this has more than ${largestConfig} bytes, which no config needs`;
    throw LvsgenError.of(message, 'name a config, or write several', { file });
  }
  const text = textOf(bytes, file);
  const readout = isProgram(file)
    ? await (await import('./read-typescript.ts')).readTypeScript(path, file)
    : (await import('./read-yaml.ts')).readYaml(text, file);
  // The one place where what was read is called a config: its type is a promise of its writer.
  const config = readout.config as Config;
  return { ...readout, file, dir: isStdin ? cwd : dirname(path), config };
}

/** Tells whether a config is a program, which may import other files. */
export function isProgram(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file);
}

/**
 * Finds the config of a folder: in it or in the nearest folder above.
 *
 * @returns its absolute path
 * @throws LvsgenError when there is none, or when one folder has several
 */
function findConfig(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = configNames.filter((name) => existsSync(join(folder, name)));
    const [name] = found;
    if (found.length > 1) {
      throw LvsgenError.of(
        `${folder} has several configs: ${found.join(', ')}`,
        `keep one, or name it: --config ${found.join(' or --config ')}`,
      );
    }
    if (name !== undefined) return join(folder, name);
    if (folder === dirname(folder)) break;
  }
  throw LvsgenError.of(
    `there is no config: ${configNames.join(', ')} were looked for in ${cwd} and in the folders above`,
    'write one with lvsgen init, or name it with --config',
  );
}

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
  if (files.length === 0) return [relative(cwd, findConfig(cwd))];
  const named = (await Promise.all(files.map((file) => expand(file, cwd)))).flat();
  const paths = named.map((file) => (file === '-' ? file : resolve(cwd, file)));
  return named.filter((_, index) => paths.indexOf(paths[index] ?? '') === index);
}

/** A file that is there is meant by its name, whatever characters that has. */
async function expand(file: string, cwd: string): Promise<readonly string[]> {
  if (file === '-' || existsSync(resolve(cwd, file))) return [file];
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
