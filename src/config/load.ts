import { dirname, extname, relative, resolve } from 'node:path';

import { LvsgenError } from '../diagnostic.ts';
import type { Config } from './config.ts';
import { findConfig } from './find.ts';
import { decodeConfig, readConfigFile } from './read-text.ts';
import type { Readout } from './readout.ts';

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
    return loaded(file, cwd, await readAs('', decodeConfig(await readStdin(), file), file));
  }
  if (named === '') throw LvsgenError.of('the name of the config is empty', 'name a file');
  const path = named === undefined ? await findConfig(cwd) : resolve(cwd, named);
  const file = named ?? relative(cwd, path);
  const text = await readConfigFile(path, file);
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
    return readTypeScript(path, text, file);
  }
  const { readJson, readYaml } = await import('./read-yaml.ts');
  return extname(path) === '.json' ? readJson(text, file) : readYaml(text, file);
}
