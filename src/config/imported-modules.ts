import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;

/**
 * The modules of the user's own that a config in TypeScript imports by relative paths, directly or through others:
 * the files on which it depends beside itself. Text is enough to find them, also where it does not run (yet).
 *
 * @param path absolute
 * @returns absolute paths, of modules that are missing too
 */
export async function importedModules(path: string): Promise<readonly string[]> {
  const found = new Set([path]);
  for (const file of found) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const jiti = createJiti(file, { fsCache: false, moduleCache: false });
    for (const [, , name = ''] of text.matchAll(specifier)) {
      const url = jiti.esmResolve(name, { try: true });
      found.add(url === undefined ? resolve(dirname(file), name) : fileURLToPath(url));
    }
  }
  found.delete(path);
  return [...found];
}
