import { expect, test } from 'vitest';
import { everyShell, logicDash, twoFlavours } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { Neighbour } from './neighbour.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, exposed, snapshot } from './state.ts';

/** What the kernel reports to have happened to addresses on lo while something was done. */
async function eventsDuring(host: Host, act: () => Promise<unknown>): Promise<string[]> {
  const monitor = host.beginTool('ip', '-o', 'monitor', 'address', 'dev', 'lo');
  let seen = '';
  const marked = new Promise<void>((resolve) => {
    monitor.child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes('127.9.9.9')) resolve();
    });
  });
  const mark = (): Promise<string> =>
    host.sh('ip addr add 127.9.9.9/32 dev lo; ip addr del 127.9.9.9/32 dev lo');
  // It listens as soon as it reports what is done to an address of no interest.
  while (!seen.includes('127.9.9.9')) await mark();
  await marked;
  seen = '';
  await act();
  await mark();
  while (!seen.includes('Deleted 1: lo    inet 127.9.9.9')) await host.sh('sleep 0.01');
  monitor.child.kill();
  await monitor.closed;
  return seen.split('\n').filter((line) => line !== '' && !line.includes('127.9.9.9'));
}

describeKernel('reload', () => {
  test.for(everyShell)('never takes away what stays: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip, otherVip] } });
    await host.does('web', 'start');

    const events = await eventsDuring(host, async () => {
      await host.does('web', 'reload');
      await host.install({ web: { vips: ['10.1.1.1', vip], arp: { ignore: 8 } } });
      await host.does('web', 'reload', 'force-reload', 'start');
    });

    expect(events).toHaveLength(2);
    expect(events[0]).toMatch(/^1: lo +inet 10\.1\.1\.1\/32/);
    expect(events[1]).toMatch(/^Deleted 1: lo +inet 192\.168\.10\.13\/32/);
  });

  test('the VIP answers every ping', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip] } });
    const neighbour = await Neighbour.of(host);
    await host.does('web', 'start');

    const { answered, lost } = await neighbour.pingDuring(vip, async () => {
      for (const ignore of [8, 1]) {
        await host.install({ web: { vips: [otherVip, vip], arp: { ignore } } });
        await host.does('web', 'reload', 'reload');
      }
    });

    expect(answered).toBeGreaterThan(50);
    expect(lost).toEqual([]);
  });

  test('a /24 becomes a /32 without a gap', async () => {
    const distant = '10.1.1.1';
    const host = await Host.with(logicDash, { web: { vips: [distant] } });
    const neighbour = await Neighbour.of(host);
    await host.does('web', 'start');
    await host.sh(`ip addr add ${distant}/24 dev lo; ip addr del ${distant}/32 dev lo`);

    const { lost } = await neighbour.pingDuring(distant, () => host.does('web', 'reload'));

    expect(await addressesOn(host)).toEqual([`${distant}/32`]);
    expect(lost).toEqual([]);
  });

  test.for(twoFlavours)('heals a flushed lo: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip, otherVip] } });
    const before = await snapshot(host);
    await host.does('web', 'start');
    const started = await snapshot(host);

    for (const action of ['reload', 'restart', 'start']) {
      await host.sh('ip addr flush dev lo scope global; ip link set lo down; ip link set lo up');
      const { code } = await host.service('web', 'status');
      expect(code).toBe(flavour.subsysLock ? 2 : 1);
      await host.does('web', action, 'status');
      expect(await snapshot(host)).toEqual(started);
    }

    await host.sh('ip addr flush dev lo scope global');
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(twoFlavours)('heals settings that somebody put back: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip] } });
    await host.does('web', 'start');
    const started = await snapshot(host);
    await host.sh('for s in ignore announce; do echo 0 >/proc/sys/net/ipv4/conf/all/arp_$s; done');

    await host.does('web', 'reload', 'status');

    expect(await exposed(host)).toEqual([]);
    expect(await snapshot(host)).toEqual(started);
  });
});
