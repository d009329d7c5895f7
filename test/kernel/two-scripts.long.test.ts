import { expect, test } from 'vitest';
import { el6Init, logicDash, twoFlavours } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, exposed, set, setting, snapshot } from './state.ts';

const thirdVip = '192.168.10.14';
const shared = { web: { vips: [vip, otherVip] }, mail: { vips: [otherVip, thirdVip] } };

const orders = [
  { flavour: el6Init, first: 'web', last: 'mail', left: [otherVip, thirdVip] },
  { flavour: logicDash, first: 'mail', last: 'web', left: [vip, otherVip] },
];

describeKernel('two scripts on one host', () => {
  test.for(orders)(
    'a shared VIP stays until both have stopped; the last restores: $first first',
    async ({ flavour, first, last, left }) => {
      const host = await Host.with(flavour, shared);
      const before = await snapshot(host);
      await host.does('web', 'start');
      await host.does('mail', 'start');

      await host.does(first, 'stop');

      expect((await addressesOn(host)).sort()).toEqual(left.map((address) => `${address}/32`));
      expect(await exposed(host)).toEqual([]);
      expect((await host.service(first, 'status')).code).toBe(3);
      expect((await host.service(last, 'status')).code).toBe(0);
      await host.does(last, 'stop');
      expect(await snapshot(host)).toEqual(before);
    },
  );

  test.for(orders)(
    'with other values for ARP: $first stops first',
    async ({ flavour, first, last }) => {
      const host = await Host.with(flavour, {
        web: { vips: [vip], arp: { ignore: 1, announce: 1 } },
        mail: { vips: [otherVip], arp: { ignore: 8, announce: 2 } },
      });
      const before = await snapshot(host);
      await host.does('web', 'start');
      await host.does('mail', 'start');
      for (const cluster of ['web', 'mail']) {
        await host.does(cluster, 'status', 'reload', 'restart');
        expect(await exposed(host)).toEqual([]);
      }

      await host.does(first, 'stop');

      expect(await exposed(host)).toEqual([]);
      await host.does(last, 'reload', 'status', 'stop');
      expect(await snapshot(host)).toEqual(before);
    },
  );

  test.for(orders)(
    'what is in force for $last is so when $first has stopped',
    async ({ flavour, first, last }) => {
      const host = await Host.with(flavour, {
        web: { vips: [vip], arp: { ignore: 1, announce: 1 } },
        mail: { vips: [otherVip], arp: { ignore: 8, announce: 2 } },
      });
      await host.does('web', 'start');
      await host.does('mail', 'start');
      await host.does(last, 'status');

      await host.does(first, 'stop');

      await host.does(last, 'status');
    },
  );

  test('what the other wrote and will do is left', async () => {
    const host = await Host.with(logicDash, {
      web: { vips: [vip], arp: { ignore: 1 } },
      mail: { vips: [otherVip], arp: { ignore: 8 } },
    });
    await host.does('web', 'start');

    await host.does('mail', 'start', 'reload', 'restart');

    expect(await setting(host, 'all/arp_ignore')).toBe(1);
  });

  test.for([0, 3])('somebody sets arp_ignore to %i between their starts', async (value) => {
    const host = await Host.with(el6Init, shared);
    await host.does('web', 'start');
    await set(host, { 'all/arp_ignore': value });

    await host.does('mail', 'start');
    expect(await exposed(host)).toEqual([]);
    await host.does('web', 'status', 'stop');
    expect(await exposed(host)).toEqual([]);
    await host.does('mail', 'stop');

    expect(await setting(host, 'all/arp_ignore')).toBe(value);
    expect(await setting(host, 'all/arp_announce')).toBe(0);
  });

  test.for(twoFlavours)('a dropped VIP that the other lists stays: $name', async (flavour) => {
    const host = await Host.with(flavour, shared);
    await host.does('web', 'start');
    await host.does('mail', 'start');
    await host.install({ web: { vips: [vip] } });

    await host.does('web', 'reload', 'status');

    expect(await addressesOn(host)).toContain(`${otherVip}/32`);
    await host.does('mail', 'status', 'stop');
    expect(await addressesOn(host)).toEqual([`${vip}/32`]);
    await host.does('web', 'status');
  });

  test('a VIP listed by a script that is not started goes', async () => {
    const host = await Host.with(el6Init, shared);
    const before = await snapshot(host);

    await host.does('mail', 'start', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test('the one that is stopped does not disturb the other', async () => {
    const host = await Host.with(el6Init, shared);
    await host.does('web', 'start');
    const before = await snapshot(host);

    await host.does('mail', 'stop', 'condrestart', 'try-restart');
    expect((await host.service('mail', 'reload')).code).toBe(7);
    expect((await host.service('mail', 'status')).code).toBe(3);

    expect(await snapshot(host)).toEqual(before);
  });

  test('onStop: keep of the first does not keep the last from restoring', async () => {
    const host = await Host.with(el6Init, {
      web: { vips: [vip], arp: { onStop: 'keep' } },
      mail: { vips: [otherVip] },
    });
    const before = await snapshot(host);
    await host.does('web', 'start');
    await host.does('mail', 'start');

    await host.does('web', 'stop');
    await host.does('mail', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });
});
