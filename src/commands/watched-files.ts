import { readdir, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { isDynamicPattern } from 'tinyglobby';
import { importedModules } from '../config/imported-modules.ts';
import { configFiles } from '../config/load-configs.ts';
import type { Io } from '../io.ts';
import { bundledFolder } from '../render/load-templates.ts';
import type { SelectOptions } from './generated.ts';

/** What the output depends on; all paths are absolute. */
export interface WatchedFiles {
  /** Configs, and the modules that they import. */
  readonly files: readonly string[];
  /** Folders of templates. */
  readonly templates: readonly string[];
  /** Folders in which a new config may appear. */
  readonly globbed: readonly string[];
}

/**
 * Finds what the output of a command line depends on.
 *
 * @param own the folders of templates that the configs named when they were read last
 * @throws LvsgenError when there is no config
 */
export async function watchedFiles(
  { config = [] }: SelectOptions,
  own: readonly string[],
  { cwd }: Io,
): Promise<WatchedFiles> {
  const named = await configFiles({ files: config, cwd });
  const configs = named.map((file) => resolve(cwd, file));
  const scripts = configs.filter((path) => /^\.[cm]?[jt]s$/.test(extname(path)));
  const modules = await Promise.all(scripts.map(importedModules));
  return {
    files: [...configs, ...modules.flat()],
    templates: [bundledFolder(), ...own],
    globbed: config
      .filter((pattern) => isDynamicPattern(pattern))
      .map((pattern) => resolve(cwd, fixedPart(pattern))),
  };
}

/** The state of each file, by which a change is seen that happened unwatched. */
export async function stateOf({
  files,
  templates,
}: WatchedFiles): Promise<ReadonlyMap<string, string>> {
  const below = await Promise.all(
    templates.map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch(() => []);
      return names.map((name) => join(folder, name));
    }),
  );
  const states = [...files, ...below.flat()].map(async (path): Promise<[string, string]> => {
    const found = await stat(path).catch(() => undefined);
    return [path, found ? `${found.ino} ${found.size} ${found.mtimeMs}` : 'missing'];
  });
  return new Map(await Promise.all(states));
}

function fixedPart(pattern: string): string {
  const steps = pattern.split('/');
  return (
    join(
      ...steps.slice(
        0,
        steps.findIndex((step) => isDynamicPattern(step)),
      ),
    ) || '.'
  );
}
