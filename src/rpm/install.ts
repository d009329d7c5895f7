import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { attempt } from '../base/io-error.ts';
import { entryAt, replaceFile } from '../output/files.ts';
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
export function installTree(
  files: readonly RenderedFile[],
  root: string,
  filelist: string | undefined,
): void {
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const hint = 'make the folder first, as rpmbuild does with $RPM_BUILD_ROOT, or correct --root';
    throw LvsgenError.of('the root is not there, or not a folder', hint, { file: root });
  }
  // A symbolic link in the path of the root itself is followed.
  const folder = attempt('read', root, () => realpathSync(root));
  const paths = sortPaths(files.map(installPathOf));
  for (const path of paths) refuseObstacle(folder, path);
  if (filelist !== undefined) refuseOtherThanList(filelist);
  // Folders get the mode that those of a system have.
  const umask = process.umask(0o022);
  try {
    for (const file of files) {
      replaceFile(join(folder, installPathOf(file)), file.content, file.mode);
    }
    const list = paths.map((path) => `${path}\n`).join('');
    if (filelist !== undefined) replaceFile(filelist, list, 0o644);
  } finally {
    process.umask(umask);
  }
}

/** Below the root no symbolic link is followed: it may lead out of it. */
function refuseObstacle(root: string, path: string): void {
  const steps = path.slice(1).split('/');
  for (const index of steps.keys()) {
    const file = join(root, ...steps.slice(0, index + 1));
    const entry = entryAt(file);
    const isLast = index === steps.length - 1;
    if (entry === undefined || (isLast ? entry.isFile() : entry.isDirectory())) continue;
    const other = entry.isDirectory() ? 'a folder' : 'a file';
    const message = `${entry.isSymbolicLink() ? 'a symbolic link' : other} stands where ${isLast ? 'a file' : 'a folder'} has to go; lvsgen neither follows nor replaces it`;
    throw LvsgenError.of(message, 'move it away, or install into another root', { file });
  }
}

/** A list replaces a list, and no other file that somebody would miss. */
function refuseOtherThanList(file: string): void {
  const isList = /^(?:\/(?:etc|usr)\/\S+\/(?:lvs-[a-z0-9.-]+|keepalived\.conf)\n)*$/;
  if (entryAt(file) === undefined) return;
  if (isList.test(attempt('read', file, () => readFileSync(file, 'utf8')))) return;
  const message = 'the list cannot go here: what is there is no list of files';
  throw LvsgenError.of(message, 'name another file by --filelist', { file });
}
