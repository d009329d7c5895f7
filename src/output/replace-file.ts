import { randomBytes } from 'node:crypto';
import { chmodSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileMode } from '../model/artifact.ts';
import { ioError } from './io-error.ts';

/**
 * Puts a file in place in one step, so that a reader, or the next run after a kill, finds the old file or the new one
 * and never a part.
 *
 * @throws LvsgenError when that fails; the old file is as it was then
 */
export function replaceFile(path: string, content: string, mode: FileMode): void {
  // In the same folder, since a rename works within one file system only; of its own name, since that of the file may
  // be as long as the file system allows.
  const temporary = join(dirname(path), `.lvsgen-${randomBytes(8).toString('hex')}.tmp`);
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode });
    // The umask takes bits away from the mode above, and what is packaged from here needs all of them.
    chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (error) {
    // The failure to tell is the first one; a file that stays behind is removed by the next render.
    removeLeftover(temporary);
    throw ioError(error, 'write', path);
  }
}

function removeLeftover(temporary: string): void {
  try {
    unlinkSync(temporary);
  } catch {
    // It was not there, or stays.
  }
}

/** Tells whether a file of this name was left behind by a render that was killed. */
export function isTemporaryName(name: string): boolean {
  return /^\.lvsgen-[0-9a-f]{16}\.tmp$/.test(name);
}
