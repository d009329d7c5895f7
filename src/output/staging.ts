import { chmodSync, existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { forEachInTurn } from './in-turn.ts';
import { ioError } from './io-error.ts';
import { discard, putInPlace, type Staged, stageFile } from './replace-file.ts';

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
    staging.undo();
  }
}

/**
 * Files that are put in place together: all of them are complete on disk before the first replaces anything, so that a
 * full disk, or a folder that may not be written, leaves everything as it was.
 */
class Staging {
  readonly #staged = new Set<Staged>();
  readonly #made = new Set<string>();
  /** Folders that were found. */
  readonly #there = new Set<string>();

  /**
   * Makes a folder, and those that it is in, unless they are there.
   *
   * @param mode whatever the umask; without it, what the umask leaves of 0777
   * @throws LvsgenError when that fails
   */
  makeFolder(folder: string, mode?: number): void {
    try {
      this.#make(folder);
      if (mode !== undefined && this.#made.has(folder)) chmodSync(folder, mode);
    } catch (error) {
      throw ioError(error, 'make', folder);
    }
  }

  /** Step by step from the outermost on, so that what was made is known when a step fails. */
  #make(folder: string): void {
    if (this.#made.has(folder) || this.#there.has(folder)) return;
    const parent = dirname(folder);
    if (parent !== folder) this.#make(parent);
    // In a folder that was made just now there is nothing.
    if (!this.#made.has(parent) && existsSync(folder)) {
      this.#there.add(folder);
      return;
    }
    mkdirSync(folder);
    this.#made.add(folder);
  }

  /**
   * Gets a file ready.
   *
   * @throws LvsgenError when that fails
   */
  stage(path: string, content: string | Uint8Array, mode?: number): Staged {
    const staged = stageFile(path, content, mode);
    this.#staged.add(staged);
    return staged;
  }

  /**
   * Puts one of the files in place, before the others or after them.
   *
   * @throws LvsgenError when that fails
   */
  put(staged: Staged): void {
    putInPlace(staged);
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
    await forEachInTurn(files, (staged) => {
      this.put(staged);
    });
  }

  /** Takes away what is not in place, and the folders that were made and hold nothing. */
  undo(): void {
    for (const { temporary } of this.#staged) discard(temporary);
    // The outer ones were made first.
    for (const folder of [...this.#made].toReversed()) removeIfEmpty(folder);
  }
}

/** What somebody has put something into meanwhile stays. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It stays.
  }
}

export type { Staging };
