import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command as it is published, which the global set-up has built. */
export const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a test may set of the surroundings of a process. */
export interface ProcessOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the command as a process of its own. */
export function runBin(
  cwd: string,
  argv: readonly string[],
  options: ProcessOptions & { readonly bin?: string } = {},
): Ended {
  return runNode(cwd, [options.bin ?? bin, ...argv], options);
}

/** Runs a program of Node.js. */
export function runNode(
  cwd: string,
  argv: readonly string[],
  { input = '', env }: ProcessOptions = {},
): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd,
    encoding: 'utf8',
    input,
    env: { ...process.env, ...env },
  });
  return { code: status, stdout, stderr };
}
