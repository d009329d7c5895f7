import { LvsgenError } from './diagnostic.ts';

/** The code of a failed system call, such as `ENOENT`, or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * What to throw for an error that was caught at file system work: a failed system call becomes an LvsgenError that
 * tells which file could not be handled how and why; anything else is a bug and is handed back as it is.
 *
 * @param action what failed, to be read after "cannot", such as `write`
 */
export function ioError(error: unknown, action: string, path: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (errorCode(error) === undefined) return error;
  // As Node.js says it, "ENOSPC: no space left on device, write", without the call.
  const [reason = ''] = error.message.split(',', 1);
  const message = `cannot ${action} this: ${reason}`;
  const hint = 'mend that and run the same command again: it completes what is missing';
  return new LvsgenError([{ severity: 'error', file: path, message, hint }]);
}

/**
 * Does file system work on a path.
 *
 * @param action as of {@link ioError}
 * @throws LvsgenError when it fails
 */
export function attempt<Result>(action: string, path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw ioError(error, action, path);
  }
}
