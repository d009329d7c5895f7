import { expect, test } from 'vitest';
import { everyFlavour, logicDash } from './flavours.ts';
import { Host, manyVips, vip } from './host.ts';
import { Neighbour, type Flooded } from './neighbour.ts';
import { describeKernel } from './requirements.ts';

function expectSilence({ requests, replies, milliseconds }: Flooded): void {
  expect(replies).toBe(0);
  expect(requests).toBeGreaterThan(milliseconds);
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
    const host = await Host.create(flavour);
    const neighbour = await Neighbour.of(host);
    await host.install({ web: { vips: [vip] } });

    const flooded = await neighbour.floodDuring([vip], async () => {
      for (let round = 0; round < 4; round++)
        await host.does('web', 'start', 'reload', 'restart', 'reload', 'stop');
    });

    expectSilence(flooded);
  });

  test.for(everyFlavour)('not one reply with 300 VIPs: $name', async (flavour) => {
    const host = await Host.create(flavour);
    const neighbour = await Neighbour.of(host);
    const vips = manyVips(300);
    await host.install({ web: { vips } });

    const flooded = await neighbour.floodDuring([vips[0] ?? '', vips[299] ?? ''], async () => {
      for (let round = 0; round < 2; round++)
        await host.does('web', 'start', 'reload', 'restart', 'reload', 'stop');
    });

    expectSilence(flooded);
  });
});
