import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { attempt } from './io-error.ts';

/** Calls `work` with a folder that holds these files, by their names, and removes the folder whatever happens. */
export async function inTemporaryFolder<Result>(
  contents: ReadonlyMap<string, string>,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  let folder = '';
  const removeAtExit = (): void => {
    // A program that is being ended may write a last file meanwhile.
    if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // An interrupt ends the process without coming back here.
  process.once('exit', removeAtExit);
  try {
    attempt('write temporary files below', tmpdir(), () => {
      // The tools answer with resolved paths, which have to be recognised.
      folder = realpathSync(mkdtempSync(join(tmpdir(), 'lvsgen-')));
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
