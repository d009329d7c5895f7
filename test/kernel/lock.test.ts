import { expect, test } from 'vitest';
import { everyShell, logicDash } from './flavours.ts';
import { Host, required, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { exposed } from './state.ts';

const web = { web: { vips: [vip] } };

/** A program that hangs, as soon as it said so. It ends by itself, should nobody end it. */
const hanging = 'echo >/run/hangs; exec /mnt/usr/bin/sleep 20';

async function isFree(host: Host): Promise<boolean> {
  const { code } = await host.tool('flock', '-n', '/run/lvsgen/lock', 'true');
  return code === 0;
}

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) continue;
}

const exists = async (host: Host, path: string): Promise<boolean> =>
  (await host.tool('test', '-e', path)).code === 0;

describeKernel('the lock', () => {
  test.for(everyShell)('a hanging child of a killed script does not keep it: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await host.does('web', 'start', 'stop');
    // flock has to have it; mkdir has ended before.
    for (const program of required.filter((name) => !['flock', 'mkdir'].includes(name))) {
      await host.wrap(program, hanging);
      for (const action of ['start', 'stop']) {
        await host.sh('rm -f /run/hangs');
        const running = host.beginService('web', action);
        let over = false;
        void running.ended.then(() => (over = true));
        await until(async () => over || (await exists(host, '/run/hangs')));
        running.child.kill('SIGKILL');
        await running.ended;
        expect({ program, action, free: await isFree(host) }).toEqual({ program, action, free: true });
      }
      await host.reinstall(program);
      await host.does('web', 'start', 'stop');
    }
  });

  test.for(everyShell)('what a killed script had begun does not expose a VIP: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await host.wrap('ip', '[ "$1" != -batch ] || { echo >/run/late; /mnt/usr/bin/sleep 1; }; exec "$real" "$@"');
    const running = host.beginService('web', 'start');
    await until(() => exists(host, '/run/late'));
    running.child.kill('SIGKILL');
    await running.ended;
    await host.reinstall('ip');

    await host.service('web', 'stop');

    await host.sh('sleep 1.2');
    expect(await exposed(host)).toEqual([]);
  });

  test('it is never unlinked', async () => {
    const host = await Host.with(logicDash, web);
    await host.does('web', 'start');
    const inode = await host.sh('stat -c %i /run/lvsgen/lock');

    await host.does('web', 'reload', 'restart', 'stop', 'start', 'stop');

    expect(await host.sh('stat -c %i /run/lvsgen/lock')).toBe(inode);
  });
});
