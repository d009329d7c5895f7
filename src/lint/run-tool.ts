import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';

/** Tells whether this is a file, or a link to one, that may be executed. */
export async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Finds a program on a search path such as that of PATH. */
export async function findOnPath(name: string, searchPath = ''): Promise<string | undefined> {
  // An empty entry means the working folder, from which nothing is ever run.
  for (const folder of searchPath.split(delimiter).filter((entry) => entry !== '')) {
    const path = join(folder, name);
    if (await isExecutableFile(path)) return path;
  }
  return undefined;
}

/**
 * Runs a linter to its end. Its exit code is for the caller to judge.
 *
 * @throws LvsgenError when it cannot be started or is ended by a signal
 */
export async function runTool(
  path: string,
  args: readonly string[],
  { env, input = '' }: { readonly env: Readonly<Record<string, string>>; readonly input?: string },
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const { default: spawn, SubprocessError } = await import('nano-spawn');
  try {
    return { exitCode: 0, ...(await spawn(path, args, { env, stdin: { string: input } })) };
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const { exitCode, stdout, stderr, message, cause = message } = error;
    if (exitCode !== undefined) return { exitCode, stdout, stderr };
    throw toolFailure(path, 'failed', `${stderr}\n${String(cause)}`);
  }
}

/** The error for a linter that did not do its work, which must never pass for "nothing found". */
export function toolFailure(tool: string, what: string, output: string): LvsgenError {
  const said = output.trim().split('\n').slice(-10).join('\n');
  return LvsgenError.of(
    `${tool} ${what}, so that nothing is known about the rendered files${said && `; it said:\n${said}`}`,
    'mend or replace the linter, or skip linting by --no-lint',
  );
}
