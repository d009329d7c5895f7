import { chmod, readFile, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RenderedFile } from '../model/artifact.ts';
import { type Comparison, isDifference } from './comparison.ts';
import { errorCode, ioError } from './io-error.ts';
import { formatManifest, manifestName } from './manifest.ts';
import { foldersOf, sortPaths } from './path-rules.ts';
import { forEachPooled } from './pool.ts';
import type { Staged } from './replace-file.ts';
import { inStages, type Staging } from './staging.ts';

const concurrency = 8;

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
 * @throws LvsgenError with the path and the reason when a file cannot be written, and all is as it was before; or when
 *   one cannot be replaced or removed
 */
export async function write(comparison: Comparison): Promise<void> {
  const { out, changes, files, leftovers, listedBefore, listedAfter } = comparison;
  const differs = changes.some(isDifference);
  if (!differs && leftovers.length === 0) return;
  const ofKind = (...kinds: readonly string[]): readonly RenderedFile[] =>
    changes.flatMap(({ path, kind }) => (kinds.includes(kind) ? (files.get(path) ?? []) : []));

  await forEachPooled(leftovers, concurrency, (path) => removeFile(join(out, path)));

  const written = ofKind('created', 'updated');
  await inStages(async (staging) => {
    const manifest = await stageManifest(staging, comparison);
    const staged = await stageFiles(staging, out, written, manifest);
    await staging.putAll(staged);
    await forEachPooled(ofKind('mode'), concurrency, (file) => changeMode(out, file));

    const removed = changes.flatMap(({ path, kind }) => (kind === 'removed' ? [path] : []));
    await forEachPooled(removed, concurrency, (path) => removeFile(join(out, path)));
    const after = new Set(listedAfter);
    const dropped = listedBefore.filter((path) => !after.has(path));
    await removeEmptyFolders(out, dropped);

    if (manifest.after !== undefined) await staging.put(manifest.after);
  });
}

/** The manifests that have to be put in place one after the other; none where the list stays the same. */
interface Manifests {
  readonly meanwhile?: Staged;
  readonly after?: Staged;
  /** Puts back the one that is there. */
  readonly restore: () => Promise<void>;
}

async function stageManifest(staging: Staging, comparison: Comparison): Promise<Manifests> {
  const { out, listedBefore, listedAfter } = comparison;
  const path = join(out, manifestName);
  const [before, meanwhile, after] = [
    listedBefore,
    sortPaths([...listedBefore, ...listedAfter]),
    listedAfter,
  ].map(formatManifest);
  const isFirst = meanwhile !== before;
  const isLast = after !== meanwhile;
  const stage = async (text = ''): Promise<Staged> => staging.stage(path, text, 0o644);
  if (isFirst || isLast) await staging.makeFolder(out);
  return {
    ...(isFirst ? { meanwhile: await stage(meanwhile) } : {}),
    ...(isLast ? { after: await stage(after) } : {}),
    restore: isFirst ? await restoration(staging, path) : () => Promise.resolve(),
  };
}

/** On a full disk nothing more can be written, so what may have to be put back is ready before. */
async function restoration(staging: Staging, path: string): Promise<() => Promise<void>> {
  let bytes: Uint8Array;
  let mode: number;
  try {
    bytes = await readFile(path);
    ({ mode } = await stat(path));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return () => removeFile(path);
    throw ioError(error, 'read', path);
  }
  const copy = await staging.stage(path, bytes, mode & 0o7777);
  return () => staging.put(copy);
}

async function stageFiles(
  staging: Staging,
  out: string,
  files: readonly RenderedFile[],
  manifest: Manifests,
): Promise<readonly Staged[]> {
  const { meanwhile, restore } = manifest;
  if (meanwhile !== undefined) await staging.put(meanwhile);
  try {
    const folders = new Set(files.map((file) => dirname(join(out, file.path))));
    await forEachPooled(folders, concurrency, (folder) => staging.makeFolder(folder));
    const staged: Staged[] = [];
    await forEachPooled(files, concurrency, async ({ path, content, mode }) => {
      staged.push(await staging.stage(join(out, path), content, mode));
    });
    return staged;
  } catch (error) {
    await restore();
    throw error;
  }
}

async function changeMode(out: string, file: RenderedFile): Promise<void> {
  const path = join(out, file.path);
  try {
    await chmod(path, file.mode);
  } catch (error) {
    throw ioError(error, 'change the executable bit of', path);
  }
}

async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'remove', path);
  }
}

/** Removes the folders that the dropped files stood in, the innermost first, as far as nothing else is in them. */
async function removeEmptyFolders(out: string, dropped: readonly string[]): Promise<void> {
  const folders = sortPaths(dropped.flatMap(foldersOf)).toReversed();
  for (const folder of folders) {
    const path = join(out, folder);
    try {
      await rmdir(path);
    } catch (error) {
      const isInUse = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
      if (!isInUse) throw ioError(error, 'remove', path);
    }
  }
}
