import { chmodSync, mkdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RenderedFile } from '../model/artifact.ts';
import { type Comparison, isDifference } from './comparison.ts';
import { errorCode, ioError } from './io-error.ts';
import { formatManifest, manifestName } from './manifest.ts';
import { foldersOf, sortPaths } from './path-rules.ts';
import { forEachInTurn } from './in-turn.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Brings the output folder to what was rendered. What is equal is not touched.
 *
 * The order is such that a run that is killed between any two steps leaves a tree that the next run completes, even
 * if the config was changed meanwhile. At every moment the manifest lists each file of ours that is on disk, or is
 * about to be, so that none can become a file that nobody knows:
 * 1. Temporary files that an earlier run left go, so that they do not keep a folder from being empty.
 * 2. The manifest takes in what is about to be created. Killed here, it lists files that do not exist: they are
 *    created next time or, if they are not rendered by then, dropped from the list.
 * 3. Files are replaced, each in one step. Killed here, some are old and some are new, and all of them are listed.
 * 4. Orphans go, and then the folders that this empties. Killed here, orphans and folders that are left are found by
 *    the manifest, which still lists the orphans, those that are gone too.
 * 5. The manifest drops them.
 *
 * @param tick called for each file that is written
 * @throws LvsgenError with the path and the reason when a file cannot be written or removed
 */
export async function write(comparison: Comparison, tick?: () => void): Promise<void> {
  const { out, changes, files, leftovers, listedBefore, listedAfter } = comparison;
  const differs = changes.some(isDifference);
  if (!differs && leftovers.length === 0) return;
  const ofKind = (...kinds: readonly string[]): readonly RenderedFile[] =>
    changes.flatMap(({ path, kind }) => (kinds.includes(kind) ? (files.get(path) ?? []) : []));

  await forEachInTurn(leftovers, (path) => {
    removeFile(join(out, path));
  });

  const listedMeanwhile = sortPaths([...listedBefore, ...listedAfter]);
  writeManifest(out, listedBefore, listedMeanwhile);

  const written = ofKind('created', 'updated');
  await makeFolders(out, written);
  await forEachInTurn(written, (file) => {
    replaceFile(join(out, file.path), file.content, file.mode);
    tick?.();
  });
  await forEachInTurn(ofKind('mode'), (file) => {
    changeMode(out, file);
  });

  const removed = changes.flatMap(({ path, kind }) => (kind === 'removed' ? [path] : []));
  await forEachInTurn(removed, (path) => {
    removeFile(join(out, path));
  });
  const after = new Set(listedAfter);
  const dropped = listedBefore.filter((path) => !after.has(path));
  removeEmptyFolders(out, dropped);

  writeManifest(out, listedMeanwhile, listedAfter);
}

function writeManifest(out: string, before: readonly string[], after: readonly string[]): void {
  const text = formatManifest(after);
  if (text === formatManifest(before)) return;
  makeFolder(out);
  replaceFile(join(out, manifestName), text, 0o644);
}

async function makeFolders(out: string, files: readonly RenderedFile[]): Promise<void> {
  const folders = new Set(files.map((file) => dirname(join(out, file.path))));
  await forEachInTurn(folders, makeFolder);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw ioError(error, 'make', folder);
  }
}

function changeMode(out: string, file: RenderedFile): void {
  const path = join(out, file.path);
  try {
    chmodSync(path, file.mode);
  } catch (error) {
    throw ioError(error, 'change the executable bit of', path);
  }
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'remove', path);
  }
}

/** Removes the folders that the dropped files stood in, the innermost first, as far as nothing else is in them. */
function removeEmptyFolders(out: string, dropped: readonly string[]): void {
  const folders = sortPaths(dropped.flatMap(foldersOf)).toReversed();
  for (const folder of folders) {
    const path = join(out, folder);
    try {
      rmdirSync(path);
    } catch (error) {
      const isInUse = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
      if (!isInUse) throw ioError(error, 'remove', path);
    }
  }
}
