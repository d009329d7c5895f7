import { expect, test } from 'vitest';
import { logicBash, logicDash, type Flavour } from './flavours.ts';
import { type Host, otherVip, vip } from './host.ts';
import type { Cluster } from './render.ts';
import { describeKernel } from './requirements.ts';
import { exposed, snapshot } from './state.ts';
import { addTunl0, tunnelHost } from './tunnel.ts';

/** Runs an action and kills the script's shell at its nth call of the kernel of that name. */
async function killedAt(host: Host, action: string, call: string, nth: number): Promise<boolean> {
  const inject = `inject=${call}:signal=SIGKILL:when=${nth}`;
  // Its children are not traced: they go on, as they do when the shell alone is killed.
  const strace = ['strace', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject];
  const { code } = await host.beginTool(...strace, host.script('web'), action).ended;
  return code === 128 + 9;
}

const lo24 = `ip addr add ${vip}/24 dev lo; ip addr add ${otherVip}/24 dev lo`;

// Wherever it waits for a command, and wherever it writes itself: stop waits between its writes.
const modes: Record<string, Partial<Cluster>> = {
  dr: {},
  tun: { mode: 'tun' },
  nat: { mode: 'nat', gateway: '192.168.10.5' },
};
const cases: {
  flavour: Flavour;
  call: string;
  action: string;
  given: string;
  prepare: string;
  mode?: keyof typeof modes;
}[] = [
  { flavour: logicDash, call: 'wait4', action: 'start', given: 'nothing', prepare: ':' },
  { flavour: logicDash, call: 'wait4', action: 'stop', given: 'a start', prepare: 'start' },
  { flavour: logicBash, call: 'write', action: 'start', given: 'nothing', prepare: ':' },
  { flavour: logicBash, call: 'write', action: 'start', given: 'VIPs with /24', prepare: lo24 },
  ...['tun', 'nat'].flatMap((mode) => [
    { mode, flavour: logicDash, call: 'wait4', action: 'start', given: 'nothing', prepare: ':' },
    { mode, flavour: logicDash, call: 'wait4', action: 'stop', given: 'a start', prepare: 'start' },
  ]),
];

describeKernel('killed everywhere', () => {
  test.for(cases.map((kill) => ({ mode: 'dr', ...kill })))(
    '$mode: in $action after $given, at each $call',
    async ({ mode, flavour, action, call, prepare }) => {
      const host = await tunnelHost(flavour, {
        web: { mode: 'dr', vips: [vip, otherVip], ...modes[mode] },
      });
      await addTunl0(host);
      const before = await snapshot(host);
      for (let nth = 1; ; nth++) {
        await (prepare === 'start' ? host.does('web', 'start') : host.sh(prepare));

        const killed = await killedAt(host, action, call, nth);

        const where = `${call} ${nth}`;
        if (prepare !== lo24) expect(await exposed(host), where).toEqual([]);
        if (nth % 2 === 0) await host.does('web', 'start');
        await host.does('web', 'stop');
        expect(await snapshot(host), where).toEqual(before);
        if (!killed) {
          expect(nth).toBeGreaterThan(3);
          return;
        }
      }
    },
  );
});
