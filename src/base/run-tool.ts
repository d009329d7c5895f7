import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Tells whether this is a file, or a link to one, that may be executed. */
export function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Finds a program on a search path such as that of PATH. */
export function findOnPath(name: string, searchPath = ''): string | undefined {
  // An empty entry means the working folder, from which nothing is ever run.
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutableFile);
}

/** How a program ended: as in a shell, with 127 where it could not be started and 128 where a signal ended it. */
export interface Ended {
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
  const { default: spawn, SubprocessError } = await import('nano-spawn');
  const { input = '', ...given } = options;
  try {
    return { exitCode: 0, ...(await spawn(path, args, { ...given, stdin: { string: input } })) };
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const { stdout, stderr, message, signalName, cause = message } = error;
    const { exitCode = signalName === undefined ? 127 : 128 } = error;
    const why = error.exitCode === undefined ? `\n${String(cause)}` : '';
    return { exitCode, stdout, stderr: stderr + why };
  }
}
