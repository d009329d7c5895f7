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

/** What to throw for an error that was caught at such work. */
export function ioError(error: unknown, action: string, path: string): unknown {
  if (!(error instanceof Error) || errorCode(error) === undefined) return error;
  // As Node.js says it, "ENOSPC: no space left on device, write", without the call.
  const [reason = ''] = error.message.split(',', 1);
  const hint = `mend that and run the same command again${action === 'read' ? '' : ': it completes what is missing'}`;
  return LvsgenError.of(`cannot ${action} this: ${reason}`, hint, { file: path });
}
