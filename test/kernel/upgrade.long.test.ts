import { expect, test } from 'vitest';
import { el6Init, inTurn, logicDash, twoFlavours, type Flavour } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import type { Cluster } from './render.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, exposed, set, setting, snapshot } from './state.ts';

/** A host where the old script was started and the new one installed over it. */
async function upgraded(flavour: Flavour, old: Cluster, changed: Cluster): Promise<Host> {
  const host = await Host.with(flavour, { web: old });
  await host.does('web', 'start');
  await host.sh(`rm ${host.script('web')}`);
  await host.install({ web: changed });
  return host;
}

const cases = ['reload', 'restart', 'start', 'force-reload'].map((action, i) => {
  const flavour = inTurn(i);
  return { flavour, action, name: flavour.name };
});

describeKernel('a changed config under a started script', () => {
  test.for(cases)('a VIP is dropped and one added: $action, $name', async ({ flavour, action }) => {
    const host = await upgraded(flavour, { vips: [vip, '10.1.1.1'] }, { vips: [otherVip, vip] });

    const { code, stdout } = await host.service('web', 'status');
    expect(code).toBe(1);
    expect(stdout).toContain(`${otherVip}/32 is not on lo`);
    expect(stdout).toContain('10.1.1.1/32 is on lo');
    await host.does('web', action, 'status');

    expect((await addressesOn(host)).sort()).toEqual([`${vip}/32`, `${otherVip}/32`]);
    await host.does('web', 'stop');
    expect(await addressesOn(host)).toEqual([]);
    expect(await setting(host, 'all/arp_ignore')).toBe(0);
  });

  test.for(twoFlavours)('stop removes what the old one had set up: $name', async (flavour) => {
    const host = await Host.create(flavour);
    const before = await snapshot(host);
    await host.install({ web: { vips: [vip, otherVip], arp: { ignore: 8 } } });
    await host.does('web', 'start');
    await host.install({ web: { vips: ['10.1.1.1'], arp: { ignore: 1 } } });

    await host.does('web', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test.for([
    ['reload', 1, 2],
    ['restart', 1, 8],
    ['reload', 8, 1],
    ['start', 2, 1],
  ] as const)('%s takes arp.ignore from %i to %i', async ([action, from, to]) => {
    const host = await upgraded(
      action === 'reload' ? el6Init : logicDash,
      { vips: [vip], arp: { ignore: from } },
      { vips: [vip], arp: { ignore: to } },
    );

    await host.does('web', action, 'status');

    expect(await setting(host, 'all/arp_ignore')).toBe(to);
    expect(await exposed(host)).toEqual([]);
    await host.does('web', 'stop');
    expect(await setting(host, 'all/arp_ignore')).toBe(0);
  });

  test('arp.ignore there and back again, then what was there at first', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip] } });
    await set(host, { 'all/arp_ignore': 3 });
    for (const ignore of [1, 8, 1, 2]) {
      await host.install({ web: { vips: [vip], arp: { ignore } } });
      await host.does('web', ignore === 2 ? 'restart' : 'start');
      expect(await setting(host, 'all/arp_ignore')).toBe(ignore);
    }

    await host.does('web', 'stop');

    expect(await setting(host, 'all/arp_ignore')).toBe(3);
  });

  test('arp.ignore to one that an interface defeats: refused, and all stays', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip], arp: { ignore: 8 } } });
    await set(host, { 'eth0/arp_ignore': 3 });
    await host.does('web', 'start');
    await host.install({ web: { vips: [vip], arp: { ignore: 1 } } });
    const before = await snapshot(host);

    expect((await host.service('web', 'reload')).code).toBe(6);

    expect(await snapshot(host)).toEqual(before);
  });

  test.for([
    ['restore', 'keep', 1],
    ['keep', 'restore', 0],
  ] as const)('onStop from %s to %s', async ([from, to, ignore]) => {
    const host = await upgraded(
      el6Init,
      { vips: [vip], arp: { onStop: from } },
      { vips: [vip], arp: { onStop: to } },
    );

    await host.does('web', 'reload', 'status', 'stop');

    expect(await addressesOn(host)).toEqual([]);
    expect(await setting(host, 'all/arp_ignore')).toBe(ignore);
  });
});
