import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { LvsgenError } from '../base/diagnostic.ts';

/** The names under which a config is found by itself. */
export const configNames = ['lvsgen.yaml', 'lvsgen.yml', 'lvsgen.json', 'lvsgen.ts'] as const;

/**
 * Finds the config of a folder: in it or in the nearest folder above.
 *
 * @returns its absolute path
 * @throws LvsgenError when there is none, or when one folder has several
 */
export async function findConfig(cwd: string): Promise<string> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const present = await Promise.all(configNames.map((name) => isThere(join(folder, name))));
    const found = configNames.filter((_, index) => present[index]);
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

/** Tells whether something stands at a path, be it a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
