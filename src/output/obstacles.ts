import type { Stats } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { entryAt } from './files.ts';
import { foldersOf } from './paths.ts';

/** What stands below a folder, by path: a symbolic link as such. */
export type Entries = ReadonlyMap<string, Stats>;

/** Looks at these paths and at the folders on the way to them; what is missing is not in the result. */
export function entriesOn(root: string, paths: readonly string[]): Entries {
  const entries = new Map<string, Stats>();
  const isThere = entryAt(root) !== undefined;
  for (const path of [...foldersOf(paths), ...paths]) {
    // Below a folder that is missing nothing is asked for: in a new tree that is nearly all.
    const end = path.lastIndexOf('/');
    if (end < 0 ? !isThere : !entries.has(path.slice(0, end))) continue;
    const entry = entryAt(join(root, path));
    if (entry !== undefined) entries.set(path, entry);
  }
  return entries;
}

/**
 * Finds what is in the way of writing files below a folder: what is no folder on the way to one of them, and what is no
 * file in the place of one. A symbolic link is neither, wherever it leads.
 *
 * @param entries what stands at `files` and `others` and on the way to them
 * @param others files that are not written, to which the way has to be clear, too
 */
export function obstacles(
  root: string,
  entries: Entries,
  files: readonly string[],
  hint: string,
  others: readonly string[] = [],
): Diagnostic[] {
  const at = (path: string, wanted: 'folder' | 'file'): Diagnostic[] => {
    const entry = entries.get(path);
    if (entry === undefined) return [];
    if (wanted === 'file' ? entry.isFile() : entry.isDirectory()) return [];
    const what = entry.isSymbolicLink() ? 'a symbolic link' : 'something else';
    const message = `${what} stands where a ${wanted} has to go; lvsgen neither follows nor replaces it`;
    return [{ severity: 'error', file: join(root, path), message, hint }];
  };
  return [
    ...foldersOf([...files, ...others]).flatMap((path) => at(path, 'folder')),
    ...files.flatMap((path) => at(path, 'file')),
  ];
}
