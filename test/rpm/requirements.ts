import { spawnSync } from 'node:child_process';
import { describe, test } from 'vitest';

const absent = ['rpm', 'rpmbuild', 'rpmlint'].filter(
  (tool) => spawnSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' }).status !== 0,
);

/** Tests that need the tools of rpm. Without them they are skipped; in CI that is a failure. */
export function describeRpm(name: string, tests: () => void): void {
  if (absent.length === 0) describe(name, { timeout: 400_000 }, tests);
  else if (process.env['CI'])
    test(name, () => {
      throw new Error(
        `cannot run here: there is no ${absent.join(', ')}: apt-get install rpm rpmlint`,
      );
    });
  else describe.skip(`${name} (skipped: apt-get install rpm rpmlint)`, tests);
}
