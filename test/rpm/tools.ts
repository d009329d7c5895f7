import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { basename } from 'node:path';
import { describe, test } from 'vitest';

const absent = ['rpm', 'rpmbuild', 'rpmlint'].filter(
  (tool) => spawnSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' }).status !== 0,
);

/** Tests that need the tools of rpm. Without them they are skipped; in CI that is a failure. */
export function describeRpm(name: string, tests: () => void): void {
  const install = 'apt-get install rpm rpmlint';
  if (absent.length === 0) describe(name, { timeout: 400_000 }, tests);
  else if (process.env['CI'])
    test(name, () => {
      throw new Error(`cannot run here: there is no ${absent.join(', ')}: ${install}`);
    });
  else describe.skip(`${name} (skipped: ${install})`, tests);
}

/** What a program prints and how it ends. */
export function tryRun(program: string, ...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(program, args, { encoding: 'utf8' });
}

/** What a program prints; it has to succeed. */
export function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = tryRun(program, ...args);
  if (status === 0) return stdout;
  throw new Error(`${basename(program)} ${args.join(' ')}: exit status ${status ?? ''}\n${stderr}`);
}
