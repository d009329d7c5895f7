import type { Stats } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { entryAt } from './files.ts';
import { foldersOf } from './paths.ts';

/**
 * Finds what is in the way of writing files below a folder: what is no folder on the way to one of them, and what is no
 * file in the place of one. A symbolic link is neither, wherever it leads.
 *
 * @param files below `root`, with `/`
 * @param others files to which the way has to be clear, too
 */
export function obstacles(
  root: string,
  files: readonly string[],
  hint: string,
  others: readonly string[] = [],
): Diagnostic[] {
  const at = (path: string, wanted: string, isRight: (entry: Stats) => boolean): Diagnostic[] => {
    const file = join(root, path);
    const entry = entryAt(file);
    if (entry === undefined || isRight(entry)) return [];
    const what = entry.isSymbolicLink() ? 'a symbolic link' : 'something else';
    const message = `${what} stands where a ${wanted} has to go; lvsgen neither follows nor replaces it`;
    return [{ severity: 'error', file, message, hint }];
  };
  return [
    ...foldersOf([...files, ...others]).flatMap((path) =>
      at(path, 'folder', (entry) => entry.isDirectory()),
    ),
    ...files.flatMap((path) => at(path, 'file', (entry) => entry.isFile())),
  ];
}
