import { extname, join, resolve } from 'node:path';
import { isDynamicPattern } from 'tinyglobby';
import { importedModules } from '../config/imported-modules.ts';
import { configFiles } from '../config/load-configs.ts';
import type { Io } from '../io.ts';
import { bundledFolder } from '../render/load-templates.ts';
import type { SelectOptions } from './generated.ts';

/** What the output depends on. */
export interface WatchedFiles {
  /** Files, of which a change is a reason to render. */
  readonly files: readonly string[];
  /** Folders of templates, in which any change is one. */
  readonly templates: readonly string[];
  /** Folders in which a new config may appear. */
  readonly globbed: readonly string[];
}

/**
 * The files that the output of a command line depends on, all paths absolute.
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
