import { expect, test } from 'vitest';
import { everyFlavour, logicDash, twoFlavours } from './flavours.ts';
import { Host, manyVips, otherVip, vip } from './host.ts';
import { Neighbour, type Flooded } from './neighbour.ts';
import { describeKernel } from './requirements.ts';

function expectSilence({ requests, replies, milliseconds }: Flooded): void {
  expect(replies).toBe(0);
  // Some 1,000 a second, all the time that something was done; a loaded machine sends fewer.
  expect(requests).toBeGreaterThan(milliseconds / 5);
}

describeKernel('silence', () => {
  test('a VIP on lo is answered for where nothing suppresses it', async () => {
    const host = await Host.create(logicDash);
    const neighbour = await Neighbour.of(host);

    const flooded = await neighbour.floodDuring([vip], () =>
      host.sh(`ip addr add ${vip}/32 dev lo; sleep 0.1; ip addr del ${vip}/32 dev lo`),
    );

    expect(flooded.replies).toBeGreaterThan(50);
  });

  test.for(everyFlavour)('not one reply during any action: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip] } });
    const neighbour = await Neighbour.of(host);

    const flooded = await neighbour.floodDuring([vip], async () => {
      await host.does('web', 'start', 'reload', 'restart', 'reload', 'stop', 'start', 'stop');
    });

    expectSilence(flooded);
  });

  test.for(twoFlavours)('not one reply with 300 VIPs: $name', async (flavour) => {
    const vips = manyVips(300);
    const host = await Host.with(flavour, { web: { vips } });
    const neighbour = await Neighbour.of(host);

    const flooded = await neighbour.floodDuring([vips[0] ?? '', vips[299] ?? ''], async () => {
      await host.does('web', 'start', 'reload', 'restart', 'reload', 'stop', 'start', 'stop');
    });

    expectSilence(flooded);
  });

  test.for(twoFlavours)('not one reply while a config changes: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip] } });
    const neighbour = await Neighbour.of(host);

    const flooded = await neighbour.floodDuring([vip, otherVip], async () => {
      await host.does('web', 'start');
      for (const ignore of [8, 2, 1]) {
        await host.install({ web: { vips: [ignore === 2 ? vip : otherVip], arp: { ignore } } });
        await host.does('web', ignore === 2 ? 'restart' : 'reload');
      }
      await host.does('web', 'stop');
    });

    expectSilence(flooded);
  });

  test.for(twoFlavours)('not one reply while two scripts come and go: $name', async (flavour) => {
    const host = await Host.with(flavour, {
      web: { vips: [vip] },
      mail: { vips: [vip, otherVip], arp: { ignore: 8 } },
    });
    const neighbour = await Neighbour.of(host);

    const flooded = await neighbour.floodDuring([vip, otherVip], async () => {
      await host.does('web', 'start');
      await host.does('mail', 'start');
      await host.does('web', 'restart', 'stop');
      await host.does('mail', 'reload', 'stop');
    });

    expectSilence(flooded);
  });
});
