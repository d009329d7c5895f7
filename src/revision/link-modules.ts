import { stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, ioError } from '../output/io-error.ts';
import { foldersOf } from '../output/path-rules.ts';
import { forEachPooled } from '../output/pool.ts';

const concurrency = 16;
const name = 'node_modules';

/**
 * Makes the packages that are installed in one tree reachable in another one: a link in the place of each
 * `node_modules`.
 *
 * @param paths the files of the other tree, below it
 * @throws LvsgenError when a link cannot be made
 */
export async function linkModules(
  paths: readonly string[],
  installed: string,
  tree: string,
): Promise<void> {
  const folders = new Set(['', ...foldersOf(paths)]);
  await forEachPooled(folders, concurrency, async (folder) => {
    const target = join(installed, folder, name);
    const isInstalled = await stat(target).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isInstalled) return;
    const path = join(tree, folder, name);
    try {
      await symlink(target, path, 'dir');
    } catch (error) {
      // The revision has the folder itself, or has something else than a folder around it.
      if (!['EEXIST', 'ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) {
        throw ioError(error, 'make a link', path);
      }
    }
  });
}
