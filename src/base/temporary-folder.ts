import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
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
  let folder = '';
  // An interrupt ends the process without coming back here.
  const removeAtExit = (): void => {
    // A program that is being ended may write a last file meanwhile.
    if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', removeAtExit);
  try {
    try {
      // The tools answer with resolved paths, which have to be recognised.
      folder = await realpath(await mkdtemp(join(tmpdir(), 'lvsgen-')));
      for (const [name, content] of contents) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), content);
      }
    } catch (error) {
      throw ioError(error, 'write temporary files below', tmpdir());
    }
    return await work(folder);
  } finally {
    process.off('exit', removeAtExit);
    removeAtExit();
  }
}
