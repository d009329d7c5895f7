import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { errorCode, ioError } from '../base/io-error.ts';
import { replaceFile } from '../output/files.ts';
import { sortPaths } from '../output/paths.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { installPathOf } from './archive.ts';

/**
 * Installs files below a root, by their install paths and with their modes, whatever the umask.
 *
 * @param root absolute; it has to be a folder
 * @param filelist absolute; where the list for `%files -f` is written, if it is wanted
 * @throws LvsgenError with everything that stands in the way, before anything is written; or when writing fails
 */
export async function installTree(
  files: readonly RenderedFile[],
  root: string,
  filelist: string | undefined,
): Promise<void> {
  const folder = await resolveRoot(root);
  const paths = files.map(installPathOf);
  const ways = await Promise.all(paths.map((path) => obstacleTo(folder, path)));
  const obstacles = new Map(ways.flatMap((one) => (one ? [[one.file, one] as const] : [])));
  if (obstacles.size > 0) throw new LvsgenError([...obstacles.values()]);
  if (filelist !== undefined) await refuseOtherThanList(filelist);
  // Folders get the mode that those of a system have.
  const umask = process.umask(0o022);
  try {
    for (const file of files) {
      replaceFile(join(folder, installPathOf(file)), file.content, file.mode);
    }
    const list = sortPaths(paths).map((path) => `${path}\n`);
    if (filelist !== undefined) replaceFile(filelist, list.join(''), 0o644);
  } finally {
    process.umask(umask);
  }
}

/** The folder that a root names, without symbolic links in its own path. */
async function resolveRoot(root: string): Promise<string> {
  try {
    if ((await stat(root)).isDirectory()) return await realpath(root);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'read', root);
  }
  const message = 'the root is not there, or not a folder';
  const hint = 'make the folder first, as rpmbuild does with $RPM_BUILD_ROOT, or correct --root';
  throw new LvsgenError([{ severity: 'error', file: root, message, hint }]);
}

/**
 * What stands in the way to an install path below a root. No symbolic link is followed: it may lead out of the root.
 *
 * @throws LvsgenError when a folder cannot be read
 */
export async function obstacleTo(root: string, path: string): Promise<Diagnostic | undefined> {
  const steps = path.slice(1).split('/');
  for (const index of steps.keys()) {
    const file = join(root, ...steps.slice(0, index + 1));
    const kind = await kindOf(file);
    if (kind === undefined) return undefined;
    const wanted = index === steps.length - 1 ? 'a file' : 'a folder';
    if (kind !== wanted) {
      const message = `${kind} stands where ${wanted} has to go; lvsgen neither follows nor replaces it`;
      const hint = 'move it away, or install into another root';
      return { severity: 'error', file, message, hint };
    }
  }
  return undefined;
}

async function kindOf(path: string): Promise<string | undefined> {
  try {
    const entry = await lstat(path);
    if (entry.isSymbolicLink()) return 'a symbolic link';
    if (entry.isDirectory()) return 'a folder';
    return entry.isFile() ? 'a file' : 'a device, socket or pipe';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw ioError(error, 'read', path);
  }
}

/** A list replaces a list, and no other file that somebody would miss. */
async function refuseOtherThanList(file: string): Promise<void> {
  const kind = await kindOf(file);
  if (kind === undefined) return;
  const isList = /^(?:\/(?:etc|usr)\/\S+\/lvs-[a-z0-9.-]+\n)*$/;
  if (kind === 'a file' && isList.test(await readFile(file, 'utf8'))) return;
  const message = 'the list cannot go here: what is there is no list of files';
  const hint = 'name another file by --filelist';
  throw new LvsgenError([{ severity: 'error', file, message, hint }]);
}
