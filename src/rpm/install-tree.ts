import { chmodSync, mkdirSync } from 'node:fs';
import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { replaceFile } from '../output/files.ts';
import { errorCode, ioError } from '../base/io-error.ts';
import { fileList, isFileList } from './file-list.ts';
import { installPathOf } from './install-path.ts';
import { resolveRoot, wayTo } from './root.ts';

/** Where one tree of files goes. */
export interface Destination {
  /** Absolute; it has to be a folder. */
  readonly root: string;
  /** Absolute; where the list for `%files -f` is written, if it is wanted. */
  readonly filelist?: string | undefined;
}

/**
 * Installs files below a root, by their install paths and with their modes, whatever the umask.
 *
 * @throws LvsgenError with everything that stands in the way, before anything is written; or when writing fails
 */
export async function installTree(
  files: readonly RenderedFile[],
  { root, filelist }: Destination,
): Promise<void> {
  const folder = await resolveRoot(root);
  const ways = await Promise.all(files.map((file) => wayTo(folder, installPathOf(file))));
  const obstacles = [
    ...new Map(
      ways.flatMap(({ obstacle }) => (obstacle ? [[obstacle.file, obstacle] as const] : [])),
    ).values(),
    ...(filelist === undefined ? [] : await listObstacles(filelist, folder)),
  ];
  if (obstacles.length > 0) throw new LvsgenError(obstacles);
  for (const path of new Set(ways.flatMap(({ missing }) => missing))) makeFolder(path);
  for (const file of files) {
    replaceFile(join(folder, installPathOf(file)), file.content, file.mode);
  }
  if (filelist !== undefined) replaceFile(filelist, fileList(files), 0o644);
}

/** With the mode that folders of a system have, whatever the umask. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
    chmodSync(path, 0o755);
  } catch (error) {
    throw ioError(error, 'make', path);
  }
}

async function listObstacles(filelist: string, root: string): Promise<readonly Diagnostic[]> {
  const refuse = (file: string, message: string): readonly Diagnostic[] => [
    { severity: 'error', file, message, hint: 'name another file by --filelist' },
  ];
  const folder = dirname(filelist);
  try {
    if (!(await stat(folder)).isDirectory()) return refuse(folder, 'this is not a folder');
    if (`${await realpath(folder)}/`.startsWith(`${root}/`)) {
      return refuse(filelist, 'the list cannot go below the root: it would be installed, too');
    }
    if (!(await lstat(filelist)).isFile()) {
      return refuse(filelist, 'the list cannot go here: something else than a file is there');
    }
    if (!isFileList(await readFile(filelist, 'utf8'))) {
      return refuse(filelist, 'the list cannot go here: this file is no list of files');
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'read', filelist);
    const there = await stat(folder).then(
      () => true,
      () => false,
    );
    if (!there) return refuse(folder, 'there is no such folder for the list');
  }
  return [];
}
