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
import type { Diagnostic } from '../base/diagnostic.ts';
import { foldersOf } from './paths.ts';

/** All of a file that matters. Of the mode it is the executable bit: git leaves the rest to the umask. */
export interface FileState {
  readonly text: string;
  readonly isExecutable: boolean;
}

/** A rendered file as it is to be on the disk. */
export function stateOf({ content, mode }: RenderedFile): FileState {
  return { text: content, isExecutable: (mode & 0o100) !== 0 };
}

/** Reads a file. */
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
export function replaceFile(path: string, content: string | Buffer, mode?: number): void {
  attempt('write', path, () => {
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    const kept = mode ?? statSync(path, { throwIfNoEntry: false })?.mode;
    const temporary = `${path}.${process.pid}`;
    try {
      // Not written through to the disk file by file: what is lost with the power is rendered again.
      // It has to be new: a killed run may have left one, and a link of that name would lead out of the output folder.
      if (entryAt(temporary) !== undefined) rmSync(temporary);
      writeFileSync(temporary, content, { flag: 'wx' });
      if (kept !== undefined) chmodSync(temporary, kept);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/**
 * Finds what is in the way of writing files below a folder: what is no folder on the way to one of them, and what is no
 * file in the place of one. A symbolic link is neither, wherever it leads.
 *
 * @param files below `root`, with `/`
 * @param others files to which the way has to be clear, too
 */
export function obstacles(
  root: string,
  files: readonly string[],
  hint: string,
  others: readonly string[] = [],
): Diagnostic[] {
  const at = (path: string, wanted: string, isRight: (entry: Stats) => boolean): Diagnostic[] => {
    const file = join(root, path);
    const entry = entryAt(file);
    if (entry === undefined || isRight(entry)) return [];
    const what = entry.isSymbolicLink() ? 'a symbolic link' : 'something else';
    const message = `${what} stands where a ${wanted} has to go; lvsgen neither follows nor replaces it`;
    return [{ severity: 'error', file, message, hint }];
  };
  return [
    ...foldersOf([...files, ...others]).flatMap((path) =>
      at(path, 'folder', (entry) => entry.isDirectory()),
    ),
    ...files.flatMap((path) => at(path, 'file', (entry) => entry.isFile())),
  ];
}
