import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { everyShell, inTurn, logicDash } from './flavours.ts';
import { Host, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { exposed } from './state.ts';

const web = { web: { vips: [vip] } };

/** A program that hangs, as soon as it said so. It ends by itself, should nobody end it. */
const hanging = 'echo >/run/hangs; exec /mnt/usr/bin/sleep 20';

// Those that only look. What changes something is to be waited for.
const hangers = ['awk', 'ip'].flatMap((program, i) =>
  (program === 'ip' ? everyShell : [inTurn(i)]).map((flavour) => ({
    program,
    flavour,
    name: flavour.name,
  })),
);

async function isFree(host: Host): Promise<boolean> {
  const { code } = await host.tool('flock', '-n', '/run/lvsgen/lock', 'true');
  return code === 0;
}

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await sleep(20);
}

const exists = async (host: Host, path: string): Promise<boolean> =>
  (await host.tool('test', '-e', path)).code === 0;

describeKernel('the lock', () => {
  test.for(hangers)('a $program that hangs when its script is killed: $name', async (hanger) => {
    const { program, flavour } = hanger;
    const host = await Host.with(flavour, web);
    await host.does('web', 'start', 'stop');
    await host.wrap(program, hanging);
    for (const action of ['start', 'stop']) {
      await host.sh('rm -f /run/hangs');
      const running = host.beginService('web', action);
      await until(() => exists(host, '/run/hangs'));

      running.child.kill('SIGKILL');

      await running.ended;
      expect(await isFree(host)).toBe(true);
    }
    await host.reinstall(program);
    await host.does('web', 'start', 'stop');
  });

  test.for(everyShell)(
    'what a killed script had begun does not expose a VIP: $name',
    async (flavour) => {
      const host = await Host.with(flavour, web);
      await host.wrap(
        'ip',
        '[ "$1" != -batch ] || { echo >/run/late; /mnt/usr/bin/sleep 1; }; exec "$real" "$@"',
      );
      const running = host.beginService('web', 'start');
      await until(() => exists(host, '/run/late'));
      running.child.kill('SIGKILL');
      await running.ended;
      await host.reinstall('ip');

      await host.service('web', 'stop');

      await host.sh('sleep 1.2');
      expect(await exposed(host)).toEqual([]);
    },
  );

  test('it is never unlinked', async () => {
    const host = await Host.with(logicDash, web);
    await host.does('web', 'start');
    const inode = await host.sh('stat -c %i /run/lvsgen/lock');

    await host.does('web', 'reload', 'restart', 'stop', 'start', 'stop');

    expect(await host.sh('stat -c %i /run/lvsgen/lock')).toBe(inode);
  });
});
