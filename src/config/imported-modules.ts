import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

/** Bytes: what is larger was not written by people, and imports nothing of theirs. */
const largest = 10 * 1024 * 1024;

const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;

/**
 * The modules of the user's own that a config in TypeScript imports by relative paths, directly or through others:
 * the files on which it depends beside itself. They are looked for in the text, which need not run (yet): what looks
 * like an import in a comment or in a string is found, too, and an import by an alias, by a template literal or by a
 * name that is computed is not.
 *
 * @param path absolute
 * @returns absolute paths, of modules that are missing too
 */
export async function importedModules(path: string): Promise<readonly string[]> {
  const found = new Set([path]);
  for (const file of found) {
    const text = await textOf(file).catch(() => '');
    const jiti = createJiti(file, { fsCache: false, moduleCache: false });
    for (const [, , name = ''] of text.matchAll(specifier)) {
      const url = jiti.esmResolve(name, { try: true });
      found.add(url === undefined ? resolve(dirname(file), name) : fileURLToPath(url));
    }
  }
  found.delete(path);
  return [...found];
}

/** Reading a pipe or a device would not come to an end. */
async function textOf(file: string): Promise<string> {
  const found = await stat(file);
  return found.isFile() && found.size <= largest ? readFile(file, 'utf8') : '';
}
