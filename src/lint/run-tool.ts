import { LvsgenError } from '../base/diagnostic.ts';

/** How a linter's process ended: by itself, with this exit code. */
export interface ToolResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a linter to its end. Its exit code is for the caller to judge.
 *
 * @throws LvsgenError when it cannot be started or is ended by a signal
 */
export async function runTool(
  path: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<ToolResult> {
  const { default: spawn, SubprocessError } = await import('nano-spawn');
  try {
    const { stdout, stderr } = await spawn(path, args, { ...options, stdin: 'ignore' });
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const { exitCode, stdout, stderr, signalName } = error;
    if (signalName !== undefined) throw toolFailure(path, `was ended by ${signalName}`, stderr);
    if (exitCode === undefined) {
      const cause = error.cause instanceof Error ? error.cause.message : error.message;
      throw toolFailure(path, 'could not be started', cause);
    }
    return { exitCode, stdout, stderr };
  }
}

/** The error for a linter that did not do its work, which must never pass for "nothing found". */
export function toolFailure(tool: string, what: string, output: string): LvsgenError {
  const said = output.trim().split('\n').slice(-10).join('\n');
  return LvsgenError.of(
    `${tool} ${what}, so that nothing is known about the rendered files${said === '' ? '' : `; it said:\n${said}`}`,
    'mend or replace the linter, or skip linting by --no-lint',
  );
}
