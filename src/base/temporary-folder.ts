import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { attempt } from './io-error.ts';

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
  // The tools answer with resolved paths, which have to be recognised.
  const folder = attempt('write temporary files below', tmpdir(), () =>
    realpathSync(mkdtempSync(join(tmpdir(), 'lvsgen-'))),
  );
  const removeAtExit = (): void => {
    // A program that is being ended may write a last file meanwhile.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // An interrupt ends the process without coming back here.
  process.once('exit', removeAtExit);
  try {
    attempt('write temporary files below', folder, () => {
      for (const [name, content] of contents) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
    });
    return await work(folder);
  } finally {
    process.off('exit', removeAtExit);
    removeAtExit();
  }
}
