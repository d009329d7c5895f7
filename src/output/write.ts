import { chmodSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, isDifference } from './comparison.ts';
import { removeFile, replaceFile } from './files.ts';
import { errorCode, ioError } from '../base/io-error.ts';
import { formatManifest, manifestName } from './manifest.ts';
import { foldersOf, sortPaths } from './path-rules.ts';

/**
 * Brings the output folder to what was rendered. What is equal is not touched. Each file is replaced in one step; the
 * manifest takes in what is about to be created before it is, and drops what is removed after it is, so that a run that
 * is killed leaves no file of ours that is not listed. Of two runs at once the last one wins.
 *
 * @throws LvsgenError with the path and the reason when a file cannot be written or removed
 */
export function write({ out, files, changes, listedBefore, listedAfter }: Comparison): void {
  if (!changes.some(isDifference)) return;
  const list = (paths: readonly string[]): void => {
    replaceFile(join(out, manifestName), formatManifest(paths));
  };
  const meanwhile = sortPaths([...listedBefore, ...listedAfter]);
  if (meanwhile.length > listedBefore.length) list(meanwhile);
  for (const { path, kind } of changes) {
    const file = files.get(path);
    if (kind === 'removed') removeFile(join(out, path));
    else if (file === undefined) continue;
    else if (kind === 'created' || kind === 'updated') {
      replaceFile(join(out, path), file.content, file.mode);
    } else if (kind === 'mode') changeMode(join(out, path), file.mode);
  }
  const after = new Set(listedAfter);
  removeEmptyFolders(
    out,
    listedBefore.filter((path) => !after.has(path)),
  );
  list(listedAfter);
}

function changeMode(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (error) {
    throw ioError(error, 'change the executable bit of', path);
  }
}

/** Removes the folders that the dropped files stood in, the innermost first, as far as nothing else is in them. */
function removeEmptyFolders(out: string, dropped: readonly string[]): void {
  for (const folder of sortPaths(foldersOf(dropped)).toReversed()) {
    const path = join(out, folder);
    try {
      rmdirSync(path);
    } catch (error) {
      const isInUse = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
      if (!isInUse) throw ioError(error, 'remove', path);
    }
  }
}
