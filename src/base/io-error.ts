import { LvsgenError } from './diagnostic.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  ENOENT: 'it does not exist (any more); does another lvsgen write there at the same time?',
  ENOTDIR: 'a part of its path is a file where a folder is needed',
  EISDIR: 'it is a folder',
  EEXIST: 'something is there already',
  ENAMETOOLONG: 'its name is too long for the file system',
};

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
  const code = errorCode(error);
  if (code === undefined) return error instanceof Error ? error : new Error(String(error));
  const reason = reasons[code] === undefined ? code : `${reasons[code]} (${code})`;
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
