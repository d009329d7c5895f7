import { chmod, mkdir, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode, ioError } from './io-error.ts';
import { forEachPooled } from './pool.ts';
import { discard, putInPlace, type Staged, stageFile } from './replace-file.ts';

const concurrency = 8;

/**
 * Calls `work` with a staging, of which nothing is left when it has failed.
 *
 * @throws whatever `work` throws
 */
export async function inStages<Result>(
  work: (staging: Staging) => Promise<Result>,
): Promise<Result> {
  const staging = new Staging();
  try {
    return await work(staging);
  } finally {
    await staging.undo();
  }
}

/**
 * Files that are put in place together: all of them are complete on disk before the first replaces anything, so that a
 * full disk, or a folder that may not be written, leaves everything as it was.
 */
class Staging {
  readonly #staged = new Set<Staged>();
  readonly #made = new Set<string>();

  /**
   * Makes a folder, and those that it is in, unless they are there.
   *
   * @param mode whatever the umask; without it, what the umask leaves of 0777
   * @throws LvsgenError when that fails
   */
  async makeFolder(folder: string, mode?: number): Promise<void> {
    try {
      await this.#make(folder);
      if (mode !== undefined && this.#made.has(folder)) await chmod(folder, mode);
    } catch (error) {
      throw ioError(error, 'make', folder);
    }
  }

  /** Step by step, so that what was made is known when a step fails. */
  async #make(folder: string): Promise<void> {
    try {
      await this.#makeOne(folder);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
      await this.#make(dirname(folder));
      await this.#makeOne(folder);
    }
  }

  async #makeOne(folder: string): Promise<void> {
    try {
      await mkdir(folder);
      this.#made.add(folder);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }

  /**
   * Gets a file ready.
   *
   * @throws LvsgenError when that fails
   */
  async stage(path: string, content: string | Uint8Array, mode?: number): Promise<Staged> {
    const staged = await stageFile(path, content, mode);
    this.#staged.add(staged);
    return staged;
  }

  /**
   * Puts one of the files in place, before the others or after them.
   *
   * @throws LvsgenError when that fails
   */
  async put(staged: Staged): Promise<void> {
    await putInPlace(staged);
    this.#staged.delete(staged);
  }

  /**
   * Puts files in place, or all that are left.
   *
   * @throws LvsgenError when one of them cannot be; those before it are in place then
   */
  async putAll(files: Iterable<Staged> = [...this.#staged]): Promise<void> {
    // From here on the folders are in use.
    this.#made.clear();
    await forEachPooled(files, concurrency, (staged) => this.put(staged));
  }

  /** Takes away what is not in place, and the folders that were made and hold nothing. */
  async undo(): Promise<void> {
    for (const { temporary } of this.#staged) await discard(temporary);
    const innermostFirst = [...this.#made].toSorted((left, right) => right.length - left.length);
    for (const folder of innermostFirst) await removeIfEmpty(folder);
  }
}

/** What somebody has put something into meanwhile stays. */
async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined);
}

export type { Staging };
