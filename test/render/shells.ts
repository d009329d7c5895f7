import { spawnSync } from 'node:child_process';

const CANDIDATES: readonly (readonly [string, ...string[]])[] = [
  ['sh'],
  ['bash', '--posix'],
  ['busybox', 'ash'],
];

/** The POSIX shells of this machine: `sh`, whatever it is here, and those of other systems that are installed. */
export const SHELLS = CANDIDATES.filter(
  ([command]) => spawnSync(command, ['--help']).error === undefined,
);

/** Runs a script; returns what it wrote, cut at NUL bytes. */
export function run(
  [command, ...options]: readonly [string, ...string[]],
  script: string,
): string[] {
  const { stdout, stderr, status } = spawnSync(command, options, {
    input: script,
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', HOME: '/home/nobody' },
    cwd: '/usr',
  });
  if (status !== 0 || stderr.length > 0) {
    throw new Error(`${command} exited with ${status ?? 'a signal'}: ${stderr.toString()}`);
  }
  return stdout.toString('utf8').split('\0').slice(0, -1);
}
