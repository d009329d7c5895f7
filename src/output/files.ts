import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt, errorCode, ioError } from '../base/files.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { foldersOf, manifestName } from './paths.ts';
import { readFile } from 'node:fs/promises';

/** All of a file that matters. Of the mode it is the executable bit: git leaves the rest to the umask. */
export interface FileState {
  readonly text: string;
  readonly isExecutable: boolean;
}

/** A rendered file as it is to be on the disk. */
export function stateOf({ content, mode }: RenderedFile): FileState {
  return { text: content, isExecutable: (mode & 0o100) !== 0 };
}

export function readState(path: string): FileState {
  return attempt('read', path, () => {
    const text = readFileSync(path, 'utf8');
    return { text, isExecutable: (statSync(path).mode & 0o100) !== 0 };
  });
}

/** What stands at a path, a symbolic link as such; undefined for nothing. */
export function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw ioError(error, 'read', path);
  }
}

/**
 * Writes a file in one step, and makes the folders that it is in: a reader, or another run at the same time, finds the
 * old file or the new one and never a part.
 *
 * @param mode whatever the umask; without it, that of the old file or what the umask leaves of 0666
 */
export function replaceFile(path: string, content: string, mode?: number): void {
  attempt('write', path, () => {
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    const kept = mode ?? statSync(path, { throwIfNoEntry: false })?.mode;
    const temporary = `${path}.${process.pid}`;
    try {
      // Not written through to the disk file by file: what is lost with the power is rendered again.
      writeNew(temporary, content, kept);
      if (kept !== undefined) chmodSync(temporary, kept);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Writes a file that was not there. A link of its name would lead out of the output folder. */
function writeNew(path: string, content: string, mode = 0o666): void {
  try {
    writeFileSync(path, content, { flag: 'wx', mode });
  } catch (error) {
    // A killed run may have left one.
    if (errorCode(error) !== 'EEXIST') throw error;
    rmSync(path);
    writeFileSync(path, content, { flag: 'wx', mode });
  }
}

/** What stands below a folder, by path: a symbolic link as such. */
export type Entries = ReadonlyMap<string, Stats>;

/**
 * Looks at files that are to be written below a folder, and at the folders on the way to them. In the way is what is no
 * folder there, and what is no file in the place of one. A symbolic link is neither, wherever it leads.
 *
 * @param others files that are not written, to which the way has to be clear, too
 */
export function lookBelow(
  root: string,
  files: readonly string[],
  hint: string,
  others: readonly string[] = [],
): { readonly entries: Entries; readonly obstacles: readonly Diagnostic[] } {
  const entries = new Map<string, Stats>();
  const obstacles: Diagnostic[] = [];
  const isThere = entryAt(root) !== undefined;
  const look = (path: string, wanted?: 'folder' | 'file'): void => {
    // Below a folder that is missing nothing is asked for: in a new tree that is nearly all.
    const end = path.lastIndexOf('/');
    if (end < 0 ? !isThere : !entries.has(path.slice(0, end))) return;
    const file = join(root, path);
    const entry = entryAt(file);
    if (entry === undefined) return;
    entries.set(path, entry);
    if (!wanted || (wanted === 'file' ? entry.isFile() : entry.isDirectory())) return;
    const what = entry.isSymbolicLink() ? 'a symbolic link' : 'something else';
    const message = `${what} stands where a ${wanted} has to go; lvsgen neither follows nor replaces it`;
    obstacles.push({ severity: 'error', file, message, hint });
  };
  for (const folder of foldersOf([...files, ...others])) look(folder, 'folder');
  for (const path of others) look(path);
  for (const path of files) look(path, 'file');
  return { entries, obstacles };
}

/** Reads the paths that the manifest of an output folder lists; undefined where there is none. */
export async function readManifest(out: string): Promise<readonly string[] | undefined> {
  const file = join(out, manifestName);
  // Of what is no file, `lookBelow` tells.
  if (entryAt(file)?.isFile() !== true) return undefined;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw ioError(error, 'read', file);
  });
  // Git may have written it with CRLF.
  const paths = text.split(/\r?\n/);
  if (paths.at(-1) === '') paths.pop();
  const wrong = paths.findIndex((path) => !isOutputPath(path));
  if (wrong < 0) return paths;
  const message = `this list of rendered files is damaged: ${JSON.stringify(paths[wrong])} is not of the form cluster/role/target/file; nothing was written`;
  const hint =
    'restore it from version control, or delete it and render again: then files that are no longer rendered have to be removed by hand';
  const position = { line: wrong + 1, column: 1 };
  throw new LvsgenError([{ severity: 'error', file, position, message, hint }]);
}

/** Tells whether a path is one below the output folder: `cluster/role/target/` and what is installed there. */
function isOutputPath(path: string): boolean {
  const name = '[a-z][a-z0-9-]*';
  const inside = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return inside && new RegExp(`^(${name}/){3}[^\\p{Cc}\\\\]+$`, 'u').test(path);
}
