import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { everyShell, logicDash } from './flavours.ts';
import { Host, manyVips } from './host.ts';
import { randomFrom, seed } from './random.ts';
import { describeKernel } from './requirements.ts';
import { exposed, snapshot } from './state.ts';

const signals = ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const;
const rounds = 6;

describeKernel(`killed at a random moment (LVSGEN_SEED=${seed})`, () => {
  test.for(everyShell.map((flavour, i) => ({ flavour, i, name: flavour.name })))(
    'start and stop find their way: $name',
    async ({ flavour, i }) => {
      const random = randomFrom(seed + i);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
      const host = await Host.with(flavour, { web: { vips: manyVips(20) } });
      const before = await snapshot(host);
      let state = 'stop';
      for (let round = 0; round < rounds; round++) {
        const action = state === 'stop' ? 'start' : pick(['stop', 'restart', 'reload']);
        const signal = pick(signals);
        const moment = random() * 50;

        const running = host.beginService('web', action);
        await sleep(moment);
        running.child.kill(signal);
        await running.ended;

        const where = `round ${round}: ${signal} after ${moment.toFixed(1)} ms of ${action}`;
        expect(await exposed(host), where).toEqual([]);
        state = pick(['start', 'stop']);
        await host.does('web', state);
        expect(await exposed(host), where).toEqual([]);
        if (state === 'start') await host.does('web', 'status');
        else expect(await snapshot(host), where).toEqual(before);
      }

      await host.does('web', 'stop');
      expect(await snapshot(host)).toEqual(before);
    },
  );
});

describeKernel('asked to end', () => {
  test.for(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'by %s: what has begun is finished',
    async (signal) => {
      const host = await Host.with(logicDash, { web: { vips: manyVips(3) } });
      await host.wrap(
        'ip',
        '[ "$1" != -batch ] || { : >/run/begun; /mnt/usr/bin/sleep 0.1; }; exec "$real" "$@"',
      );
      const running = host.beginService('web', 'start');
      while ((await host.tool('test', '-e', '/run/begun')).code !== 0) await sleep(10);

      running.child.kill(signal);

      expect((await running.ended).code).toBe(0);
      await host.does('web', 'status');
    },
  );
});
