import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { modeHost, modes } from './every-mode.ts';
import { inTurn, logicDash } from './flavours.ts';
import { Neighbour } from './neighbour.ts';
import { manyVips, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { exposed, snapshot } from './state.ts';

const inTurns = modes.map((mode, i) => ({ ...mode, flavour: inTurn(i) }));

const pairs = [
  ['', 'web start', 'web start'],
  ['', 'web start', 'web stop'],
  ['web start', 'web stop', 'web restart'],
  ['mail start', 'web start', 'mail stop'],
] as const;

describeKernel('every mode, several at once', () => {
  test.for(inTurns)('$name: two runs end as if one had followed the other', async (mode) => {
    const host = await modeHost(mode.flavour, { web: mode.web, mail: mode.mail });
    const stopAll = async (): Promise<void> => {
      await host.does('web', 'stop');
      await host.does('mail', 'stop');
    };
    const run = (action: string): ReturnType<typeof host.service> => {
      const [cluster = '', verb = ''] = action.split(' ');
      return host.service(cluster, verb);
    };
    for (const [given, one, other] of pairs) {
      const outcomes = [];
      for (const order of [
        [one, other],
        [other, one],
      ]) {
        for (const action of [given, ...order]) if (action !== '') await run(action);
        outcomes.push((await snapshot(host)).sort());
        await stopAll();
      }
      if (given !== '') await run(given);

      const ended = await Promise.all([run(one), run(other)]);

      expect(ended.map(({ code }) => code)).toEqual([0, 0]);
      expect(await exposed(host)).toEqual([]);
      expect(outcomes).toContainEqual((await snapshot(host)).sort());
      await stopAll();
    }
  });

  test.for(inTurns)('$name: no child that only looks keeps the lock', async (mode) => {
    const host = await modeHost(mode.flavour, { web: mode.web });
    await host.does('web', 'start', 'stop');
    for (const program of ['ip', 'awk', 'cat']) {
      for (let nth = 1; ; nth++) {
        await host.wrap(
          program,
          `[ "$1" != -batch ] && echo >>/run/calls && [ "$(wc -l </run/calls)" = ${nth} ] || exec "$real" "$@"
          echo >/run/hangs
          exec /mnt/usr/bin/sleep 20`,
        );
        await host.provide('wc', 'exec /mnt/usr/bin/wc "$@"');
        await host.sh('rm -f /run/hangs /run/calls');
        const running = host.beginService('web', nth % 2 === 0 ? 'start' : 'stop');
        const ended = running.ended.then(() => true);
        const hangs = async (): Promise<boolean> =>
          (await host.tool('test', '-e', '/run/hangs')).code === 0;
        while (!(await hangs()) && !(await Promise.race([ended, sleep(20, false)]))) continue;
        if (!(await hangs())) break;

        running.child.kill('SIGKILL');

        await running.ended;
        const { code } = await host.tool('flock', '-n', '/run/lvsgen/lock', 'true');
        expect({ program, nth, code }).toEqual({ program, nth, code: 0 });
      }
      await host.reinstall(program);
    }
  });

  test('VS/TUN: the number of processes does not grow with the VIPs', async () => {
    const counts: string[] = [];
    for (const count of [1, 200]) {
      const host = await modeHost(logicDash, { web: { mode: 'tun', vips: manyVips(count) } });
      let trace = '';
      for (const action of ['start', 'status', 'reload', 'stop']) {
        const strace = ['strace', '-f', '--seccomp-bpf', '-z', '-qq', '-e', 'trace=execve'];
        await host.tool(...strace, '-o', '/run/trace', host.script('web'), action);
        // Sorted: ip lists while awk reads its program, so either may be the first.
        trace += await host.sh('sed -n \'s/.*execve("\\([^"]*\\).*/\\1/p\' /run/trace | sort');
      }
      counts.push(trace);
    }

    expect(counts[0]).toContain('/ip\n');
    expect(counts[1]).toBe(counts[0]);
  });

  test('VS/TUN: not one reply to ARP during any action', async () => {
    const host = await modeHost(logicDash, { web: { mode: 'tun', vips: [vip] } });
    const neighbour = await Neighbour.of(host);

    const { requests, replies } = await neighbour.floodDuring([vip], async () => {
      await host.does('web', 'start', 'reload', 'restart', 'reload', 'stop', 'start', 'stop');
    });

    expect(requests).toBeGreaterThan(100);
    expect(replies).toBe(0);
  });
});
