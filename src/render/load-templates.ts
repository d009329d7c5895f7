import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { LvsgenError } from '../diagnostic.ts';

const FOLDER = 'templates';
const SUFFIX = '.hbs';

/**
 * Reads the templates that the package brings along; this is the only input or output of rendering.
 *
 * @param from the file whose package is meant: the folder `templates/` is looked for beside it and above, so that the
 *   sources and the bundle find the same one
 * @returns the texts by name below `templates/`, without `.hbs` and with `/`, sorted by name
 * @throws LvsgenError if there is no such folder.
 */
export function loadTemplates(from: string | URL = import.meta.url): ReadonlyMap<string, string> {
  const root = join(packageFolder(dirname(fileURLToPath(from))), FOLDER);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(SUFFIX))
    .map((path) => path.slice(0, -SUFFIX.length).split(sep).join('/'))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(join(root, name + SUFFIX), 'utf8')]));
}

function packageFolder(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER)) && existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) {
      throw LvsgenError.of(
        `There is no folder ${FOLDER}/ beside or above ${start}.`,
        'Install lvsgen again: its package is not complete.',
      );
    }
  }
}
