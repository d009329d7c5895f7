import { expect, it } from 'vitest';
import { attempts } from './attempts.ts';
import { sandboxLacks } from './sandbox.ts';

for (const [name, { attempt, needsSandbox = false }] of Object.entries(attempts)) {
  it.skipIf(needsSandbox && sandboxLacks() !== '')(name, { timeout: 300_000 }, async () => {
    const { runs, failures } = await attempt('sample');
    expect(failures).toEqual([]);
    expect(runs).toBeGreaterThan(1);
  });
}
