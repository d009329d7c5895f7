import { chmodSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RenderedFile } from '../model/artifact.ts';
import { type ChangeKind, type Comparison, isDifference } from './comparison.ts';
import { forEachInTurn } from './in-turn.ts';
import { errorCode, ioError } from './io-error.ts';
import { foldersOf, sortPaths } from './path-rules.ts';
import { removeFile, type Staged } from './replace-file.ts';
import { stageManifest } from './staged-manifest.ts';
import { inStages, type Staging } from './staging.ts';

/**
 * Brings the output folder to what was rendered. What is equal is not touched. Nobody else may be writing there.
 *
 * The order is such that a run that is killed between any two steps leaves a tree that the next run completes, even
 * if the config was changed meanwhile. At every moment the manifest lists each file of ours that is on disk, or is
 * about to be, so that none can become a file that nobody knows:
 * 1. Temporary files that an earlier run left go, so that they do not keep a folder from being empty.
 * 2. The manifest takes in what is about to be created. Killed here, it lists files that do not exist: they are
 *    created next time or, if they are not rendered by then, dropped from the list.
 * 3. Every file is written under another name. Where one cannot be, as on a full disk, all that was done is undone.
 * 4. Files are replaced, each in one step. Killed here, some are old and some are new, and all of them are listed.
 * 5. Orphans go, and then the folders that this empties. Killed here, orphans and folders that are left are found by
 *    the manifest, which still lists the orphans, those that are gone too.
 * 6. The manifest drops them.
 *
 * @param tick called for each file that is written
 * @throws LvsgenError with the path and the reason when a file cannot be written, and all is as it was before; or when
 *   one cannot be replaced or removed
 */
export async function write(comparison: Comparison, tick?: () => void): Promise<void> {
  const { out, changes, leftovers, listedBefore, listedAfter } = comparison;
  const differs = changes.some(isDifference);
  if (!differs && leftovers.length === 0) return;

  await forEachInTurn(leftovers, (path) => {
    removeFile(join(out, path));
  });

  await inStages(async (staging) => {
    const manifest = stageManifest(staging, comparison);
    if (manifest.meanwhile !== undefined) staging.put(manifest.meanwhile);
    let staged: readonly Staged[];
    try {
      staged = await stageFiles(staging, out, filesToWrite(comparison), tick);
    } catch (error) {
      manifest.restore();
      throw error;
    }
    await staging.putAll(staged);
    await forEachInTurn(filesOf(comparison, 'mode'), (file) => {
      changeMode(out, file);
    });

    const removed = changes.flatMap(({ path, kind }) => (kind === 'removed' ? [path] : []));
    await forEachInTurn(removed, (path) => {
      removeFile(join(out, path));
    });
    const after = new Set(listedAfter);
    const dropped = listedBefore.filter((path) => !after.has(path));
    removeEmptyFolders(out, dropped);

    if (manifest.after !== undefined) staging.put(manifest.after);
  });
}

/** The files whose content is to be written. */
export function filesToWrite(comparison: Comparison): readonly RenderedFile[] {
  return filesOf(comparison, 'created', 'updated');
}

function filesOf(
  { changes, files }: Comparison,
  ...kinds: readonly ChangeKind[]
): readonly RenderedFile[] {
  return changes.flatMap(({ path, kind }) => (kinds.includes(kind) ? (files.get(path) ?? []) : []));
}

async function stageFiles(
  staging: Staging,
  out: string,
  files: readonly RenderedFile[],
  tick?: () => void,
): Promise<readonly Staged[]> {
  const folders = new Set(files.map((file) => dirname(join(out, file.path))));
  await forEachInTurn(folders, (folder) => {
    staging.makeFolder(folder);
  });
  const staged: Staged[] = [];
  await forEachInTurn(files, ({ path, content, mode }) => {
    staged.push(staging.stage(join(out, path), content, mode));
    tick?.();
  });
  return staged;
}

function changeMode(out: string, file: RenderedFile): void {
  const path = join(out, file.path);
  try {
    chmodSync(path, file.mode);
  } catch (error) {
    throw ioError(error, 'change the executable bit of', path);
  }
}

/** Removes the folders that the dropped files stood in, the innermost first, as far as nothing else is in them. */
function removeEmptyFolders(out: string, dropped: readonly string[]): void {
  const folders = sortPaths(foldersOf(dropped)).toReversed();
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
