import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ioError } from '../base/io-error.ts';

/** What is read of a file of the output folder. */
export interface FileOnDisk {
  readonly content: Buffer;
  /** Whether its owner may execute it. */
  readonly isExecutable: boolean;
}

/**
 * Reads a file.
 *
 * @throws LvsgenError when it cannot be read
 */
export function readOnDisk(path: string): FileOnDisk {
  try {
    const file = openSync(path, 'r');
    try {
      return { content: readFileSync(file), isExecutable: (fstatSync(file).mode & 0o100) !== 0 };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw ioError(error, 'read', path);
  }
}

/**
 * Writes a file in one step, and makes the folders that it is in: a reader, or another run at the same time, finds the
 * old file or the new one and never a part.
 *
 * @param mode whatever the umask; without it, that of the old file or what the umask leaves of 0666
 * @throws LvsgenError when that fails; the old file is as it was then
 */
export function replaceFile(path: string, content: string | Buffer, mode?: number): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Not written through to the disk file by file: what is lost with the power is rendered again.
    writeFileAtomic.sync(path, content, { fsync: false, ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    throw ioError(error, 'write', path);
  }
}

/**
 * Removes a file, which may be gone already.
 *
 * @throws LvsgenError when that fails
 */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw ioError(error, 'remove', path);
  }
}
