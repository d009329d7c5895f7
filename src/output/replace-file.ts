import { randomUUID } from 'node:crypto';
import { chmodSync, readdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode, ioError } from './io-error.ts';

/** A file that is complete on disk under another name, to be put in place in one step. */
export interface Staged {
  readonly path: string;
  readonly temporary: string;
}

/**
 * Writes a file under another name in the folder where it is to be.
 *
 * @param mode whatever the umask; without it, what the umask leaves of 0666
 * @throws LvsgenError when that fails; nothing is left of it then
 */
export function stageFile(path: string, content: string | Uint8Array, mode?: number): Staged {
  // In the same folder, since a rename works within one file system only; of its own name, since that of the file may
  // be as long as the file system allows.
  const temporary = join(dirname(path), `.lvsgen-${randomDigits()}.tmp`);
  try {
    // With its encoding, a text is written by one call: Node.js makes no bytes of it before.
    writeFileSync(temporary, content, { encoding: 'utf8', flag: 'wx', mode: mode ?? 0o666 });
    // The umask takes bits away from the mode above, and what is packaged from here needs all of them.
    if (mode !== undefined) chmodSync(temporary, mode);
  } catch (error) {
    discard(temporary);
    throw ioError(error, 'write', path);
  }
  return { path, temporary };
}

/** 16 hexadecimal digits. Node.js draws UUIDs by the hundred, and bytes one call at a time. */
function randomDigits(): string {
  return randomUUID().slice(-17).replace('-', '');
}

/**
 * Puts a staged file in place in one step, so that a reader, or the next run after a kill, finds the old file or the
 * new one and never a part.
 *
 * @throws LvsgenError when that fails; the old file is as it was then
 */
export function putInPlace({ path, temporary }: Staged): void {
  try {
    renameSync(temporary, path);
  } catch (error) {
    throw ioError(error, 'write', path);
  }
}

/** The failure to tell is the one before; a file that stays behind is removed by the next run. */
export function discard(temporary: string): void {
  try {
    unlinkSync(temporary);
  } catch {
    // It was not there, or stays.
  }
}

/**
 * Removes a file, which may be gone already.
 *
 * @throws LvsgenError when that fails
 */
export function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'remove', path);
  }
}

/** Tells whether a file of this name was left behind by a run that was killed. */
export function isTemporaryName(name: string): boolean {
  return /^\.lvsgen-[0-9a-f]{16}\.tmp$/.test(name);
}

/**
 * Removes what killed runs left behind in these folders, of which some may be missing. Nobody else may be writing there.
 *
 * @throws LvsgenError when that fails
 */
export function removeLeftovers(folders: Iterable<string>): void {
  for (const folder of new Set(folders)) {
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.isFile() && isTemporaryName(entry.name)) removeFile(join(folder, entry.name));
      }
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) {
        throw ioError(error, 'remove what a killed run left in', folder);
      }
    }
  }
}
