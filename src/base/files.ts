import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LvsgenError } from './diagnostic.ts';

/** The code of a failed system call, such as `ENOENT`, or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Does file system work on a path. That a system call failed is told of the path; any other error is a bug.
 *
 * @param action to be read after "cannot", such as `write`
 */
export function attempt<Result>(action: string, path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw ioError(error, action, path);
  }
}

/**
 * The text of a file, which is UTF-8; a byte order mark at its start is left out.
 *
 * @throws LvsgenError with the first line that is not
 */
export function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What is not UTF-8 becomes U+FFFD, in the line that it stands in.
    const [before = ''] = new TextDecoder().decode(bytes).split('\uFFFD', 1);
    const position = { line: before.split('\n').length, column: 1 };
    const message = 'this is not UTF-8, so its text may be misread';
    const hint = 'save it as UTF-8, for example with iconv -f GBK -t UTF-8 if it is GBK';
    throw new LvsgenError([{ severity: 'error', message, hint, file, position }]);
  }
}

/** What to throw for an error that was caught at such work. */
export function ioError(error: unknown, action: string, path: string): unknown {
  const code = errorCode(error);
  if (!(error instanceof Error) || code === undefined) return error;
  if (code === 'EISDIR') {
    return LvsgenError.of('this is a folder, and not a file', 'name a file in it', { file: path });
  }
  // As Node.js says it, "ENOSPC: no space left on device, write", without the call.
  const [reason = ''] = error.message.split(',', 1);
  const hint = `mend that and run the same command again${action === 'read' ? '' : ': it completes what is missing'}`;
  return LvsgenError.of(`cannot ${action} this: ${reason}`, hint, { file: path });
}

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
