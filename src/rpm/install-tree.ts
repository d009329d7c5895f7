import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Diagnostic, LvsgenError } from '../diagnostic.ts';
import type { RenderedFile } from '../model/artifact.ts';
import { errorCode, ioError } from '../output/io-error.ts';
import { asOneWriter } from '../output/one-writer.ts';
import { removeLeftovers } from '../output/replace-file.ts';
import { inStages } from '../output/staging.ts';
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
  const listFolder = filelist === undefined ? [] : [dirname(filelist)];
  await asOneWriter([folder, ...listFolder], async () => {
    const ways = await Promise.all(files.map((file) => wayTo(folder, installPathOf(file))));
    const obstacles = [
      ...new Map(
        ways.flatMap(({ obstacle }) => (obstacle ? [[obstacle.file, obstacle] as const] : [])),
      ).values(),
      ...(filelist === undefined ? [] : await listObstacles(filelist, folder)),
    ];
    if (obstacles.length > 0) throw new LvsgenError(obstacles);
    const paths = files.map((file) => join(folder, installPathOf(file)));
    removeLeftovers([...paths.map(dirname), ...listFolder]);
    await inStages(async (staging) => {
      for (const path of new Set(ways.flatMap(({ missing }) => missing))) {
        staging.makeFolder(path, 0o755);
      }
      for (const file of files) {
        staging.stage(join(folder, installPathOf(file)), file.content, file.mode);
      }
      if (filelist !== undefined) staging.stage(filelist, fileList(files), 0o644);
      await staging.putAll();
    });
  });
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
