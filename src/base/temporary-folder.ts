import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ioError } from './io-error.ts';

/**
 * Calls `work` with a folder that holds these files, and removes the folder whatever happens.
 *
 * @param contents the files' contents by their names in the folder
 * @throws LvsgenError when the folder cannot be filled, and whatever `work` throws
 */
export async function inTemporaryFolder<Result>(
  contents: ReadonlyMap<string, string>,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await makeFolder();
  // An interrupt ends the process without coming back here.
  const removeAtExit = (): void => {
    // A program that is being ended may write a last file meanwhile.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  };
  process.once('exit', removeAtExit);
  try {
    await fill(folder, contents);
    return await work(folder);
  } finally {
    process.off('exit', removeAtExit);
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFolder(): Promise<string> {
  try {
    // The tools answer with resolved paths, which have to be recognised.
    return await realpath(await mkdtemp(join(tmpdir(), 'lvsgen-')));
  } catch (error) {
    throw ioError(error, 'make a temporary folder in', tmpdir());
  }
}

async function fill(folder: string, contents: ReadonlyMap<string, string>): Promise<void> {
  try {
    for (const [name, content] of contents) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  } catch (error) {
    throw ioError(error, 'write a temporary file in', folder);
  }
}
