import { expect, test } from 'vitest';
import { el6Init, logicDash } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { exposed, snapshot } from './state.ts';

/** Runs an action and kills the script's shell at its nth call of the kernel of that name. */
async function killedAt(host: Host, action: string, call: string, nth: number): Promise<boolean> {
  const inject = `inject=${call}:signal=SIGKILL:when=${nth}`;
  // Its children are not traced: they go on, as they do when the shell alone is killed.
  const strace = ['strace', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject];
  const { code } = await host.beginTool(...strace, host.script('web'), action).ended;
  return code === 128 + 9;
}

// Wherever it waits for a command, and wherever it writes itself: settings and records.
const cases = [
  { flavour: logicDash, call: 'wait4' },
  { flavour: el6Init, call: 'write' },
].flatMap(({ flavour, call }) =>
  ['start', 'stop'].map((action) => ({ flavour, call, action, name: flavour.name })),
);

describeKernel('killed everywhere', () => {
  test.for(cases)('in $action, at each $call: $name', async ({ flavour, action, call }) => {
    const host = await Host.with(flavour, { web: { vips: [vip, otherVip] } });
    const before = await snapshot(host);
    for (let nth = 1; ; nth++) {
      if (action === 'stop') await host.does('web', 'start');

      const killed = await killedAt(host, action, call, nth);

      const where = `${call} ${nth}`;
      expect(await exposed(host), where).toEqual([]);
      if (nth % 2 === 0) await host.does('web', 'start', 'status');
      expect(await exposed(host), where).toEqual([]);
      await host.does('web', 'stop');
      expect(await snapshot(host), where).toEqual(before);
      if (!killed) {
        expect(nth).toBeGreaterThan(3);
        return;
      }
    }
  });
});
