import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

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

/** How a program ended. */
export interface Ended {
  /** As in a shell, 127 where it could not be started and 128 where a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  /** And why it was not started, or which signal it was. */
  readonly stderr: string;
}

/** Runs a program to its end. Whether that was a good one is for the caller to judge. */
export async function runTool(
  path: string,
  args: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly cwd?: string;
    readonly input?: string;
  },
): Promise<Ended> {
  const { input = '', ...given } = options;
  const { default: spawn, SubprocessError } = await import('nano-spawn');
  try {
    return { exitCode: 0, ...(await spawn(path, args, { ...given, stdin: { string: input } })) };
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const { exitCode, stdout, stderr, message, signalName, cause = message } = error;
    if (exitCode !== undefined) return { exitCode, stdout, stderr };
    const code = signalName === undefined ? 127 : 128;
    return { exitCode: code, stdout, stderr: `${stderr}\n${String(cause)}` };
  }
}
