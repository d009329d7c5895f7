import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../base/files.ts';
import { type Comparison, isDifference } from './compare.ts';
import { replaceFile } from './files.ts';
import { foldersOf, formatManifest, manifestName, sortPaths } from './paths.ts';

/**
 * Brings the output folder to what was rendered. What is equal is not touched. Each file is replaced in one step; the
 * manifest takes in what is about to be created before it is, and drops what is removed after it is, so that a run that
 * is killed leaves no file of ours that is not listed. Of two runs at once the last one wins.
 */
export function write({ out, files, changes, listedBefore, listedAfter }: Comparison): void {
  if (!changes.some(isDifference)) return;
  const list = (paths: readonly string[]): void => {
    replaceFile(join(out, manifestName), formatManifest(paths));
  };
  const meanwhile = sortPaths([...listedBefore, ...listedAfter]);
  if (meanwhile.length > listedBefore.length) list(meanwhile);
  for (const { path: name, kind } of changes) {
    const path = join(out, name);
    const file = files.get(name);
    if (kind === 'removed') {
      attempt('remove', path, () => {
        rmSync(path, { force: true });
      });
    } else if (file === undefined) continue;
    else if (kind !== 'unchanged') replaceFile(path, file.content, file.mode);
  }
  const after = new Set(listedAfter);
  const dropped = listedBefore.filter((path) => !after.has(path));
  // The innermost first, as far as nothing else is in them.
  for (const folder of foldersOf(dropped).toReversed()) {
    try {
      rmdirSync(join(out, folder));
    } catch {
      // An empty folder that stays does no harm.
    }
  }
  list(listedAfter);
}
