import { spawnSync, type SpawnSyncOptions } from 'node:child_process';

/** How a process is run; nothing of what it prints is looked at unless it fails. */
export interface RunOptions extends Pick<SpawnSyncOptions, 'cwd' | 'env' | 'input'> {
  /** The exit codes that are no failure. */
  readonly expected?: readonly number[];
}

/**
 * Runs a process and returns the milliseconds from its start to its end.
 *
 * @throws Error with what it said when it fails: what did not do its work was not measured
 */
export function timeProcess(
  command: string,
  args: readonly string[],
  { expected = [0], ...options }: RunOptions = {},
): number {
  const start = performance.now();
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const milliseconds = performance.now() - start;
  if (error !== undefined || status === null || !expected.includes(status)) {
    const said = error?.message ?? `${stdout.slice(-2000)}${stderr.slice(-2000)}`;
    throw new Error(`${[command, ...args].join(' ')} failed with ${status ?? 'a signal'}: ${said}`);
  }
  return milliseconds;
}
