import { expect, test } from 'vitest';
import { el6Init, everyFlavour, logicDash, twoFlavours } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, exposed, set, setting, snapshot } from './state.ts';

const web = { web: { vips: [vip, otherVip] } };

describeKernel('restoration', () => {
  test.for(everyFlavour)('stop leaves the host as it was: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    const before = await snapshot(host);

    await host.does('web', 'start');
    const started = await snapshot(host);
    await host.does('web', 'start', 'reload', 'restart');

    expect(await snapshot(host)).toEqual(started);
    expect(await addressesOn(host)).toEqual([`${vip}/32`, `${otherVip}/32`]);
    expect(await host.does('web', 'stop')).toBe('');
    expect(await snapshot(host)).toEqual(before);
    expect(await host.does('web', 'stop')).toBe('');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(twoFlavours)(
    'what somebody changed meanwhile is left, and said: $name',
    async (flavour) => {
      const host = await Host.with(flavour, web);
      await host.does('web', 'start');
      await set(host, { 'all/arp_ignore': 8 });

      const said = await host.does('web', 'stop');

      expect(said).toContain('all/arp_ignore is 8');
      expect(said).not.toContain('arp_announce');
      expect(await setting(host, 'all/arp_ignore')).toBe(8);
      expect(await setting(host, 'all/arp_announce')).toBe(0);
    },
  );

  test('what somebody put back already is left, and not worth a word', async () => {
    const host = await Host.with(logicDash, web);
    const before = await snapshot(host);
    await host.does('web', 'start');
    await set(host, { 'all/arp_announce': 0 });

    expect(await host.does('web', 'stop')).toBe('');

    expect(await snapshot(host)).toEqual(before);
  });

  test.for(twoFlavours)('onStop: keep leaves the suppression: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip], arp: { onStop: 'keep' } } });

    await host.does('web', 'start', 'stop');

    expect(await addressesOn(host)).toEqual([]);
    expect(await setting(host, 'all/arp_ignore')).toBe(1);
    expect(await setting(host, 'all/arp_announce')).toBe(2);
    await host.does('web', 'start', 'stop');
    expect(await setting(host, 'all/arp_ignore')).toBe(1);
    expect((await host.service('web', 'status')).code).toBe(3);
  });
});

describeKernel('addresses of others', () => {
  test.for(twoFlavours)('are not touched, nor their labels: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await host.sh(`
      ip addr add 192.168.10.120/32 dev lo
      ip addr add 192.168.10.1/32 dev lo label lo:0
      ip addr add 92.168.10.12/32 dev lo
      ip addr add 10.1.0.1/16 dev lo
      ip addr add 192.168.10.30/24 dev eth0 label eth0:1
      ip route add 10.6.0.0/16 dev eth0
      ip route add blackhole 10.7.0.0/16
      ip rule add from ${vip} lookup main
    `);
    const before = await snapshot(host);

    await host.does('web', 'start', 'reload', 'restart', 'stop', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test.for(twoFlavours)('a VIP on eth0 is neither counted nor removed: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip] } });
    await host.sh(`ip addr add ${vip}/24 dev eth0`);
    const before = await snapshot(host);

    expect((await host.service('web', 'status')).code).toBe(3);
    await host.does('web', 'start');
    expect(await addressesOn(host)).toEqual([`${vip}/32`]);
    await host.does('web', 'reload', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });
});

describeKernel('a VIP that is on lo already', () => {
  test.for(twoFlavours)('with /24: start makes it /32, stop removes it: $name', async (flavour) => {
    const host = await Host.with(flavour, { web: { vips: [vip] } });
    const before = await snapshot(host);
    await host.sh(`ip addr add ${vip}/24 dev lo label lo:0`);

    await host.does('web', 'start');
    expect(await addressesOn(host)).toEqual([`${vip}/32`]);
    await host.does('web', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  // The kernel takes the secondary addresses of a subnet away with the primary one.
  test.for(['start', 'stop'])('two with /24 of one subnet: %s', async (action) => {
    const host = await Host.with(logicDash, web);
    await host.sh(`ip addr add ${vip}/24 dev lo; ip addr add ${otherVip}/24 dev lo`);

    await host.does('web', action);

    const wanted = action === 'start' ? [`${vip}/32`, `${otherVip}/32`] : [];
    expect(await addressesOn(host)).toEqual(wanted);
  });

  test('with /24 and a foreign address of its subnet, which stays', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip] } });
    await host.sh(`ip addr add ${vip}/24 dev lo; ip addr add 192.168.10.99/24 dev lo`);

    await host.does('web', 'start', 'stop');

    expect(await addressesOn(host)).toEqual(['192.168.10.99/24']);
  });

  test('beside it, as one end of a pair with /24: both go, and nothing else', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip] } });
    await host.sh(`ip addr add ${vip} peer 10.1.0.1/24 dev lo; ip addr add 10.1.0.7/24 dev lo`);

    await host.does('web', 'start', 'status', 'stop');

    expect((await host.sh('ip -o -4 addr show dev lo')).match(/inet (\S+)/g)).toEqual([
      'inet 127.0.0.1/8',
      'inet 10.1.0.7/24',
    ]);
  });

  test('as /32 with a label and as the end of a tunnel-like pair', async () => {
    const host = await Host.with(el6Init, web);
    const before = await snapshot(host);
    await host.sh(`ip addr add ${vip}/32 dev lo label lo:0
      ip addr add ${otherVip} peer 10.0.0.1/32 dev lo`);

    await host.does('web', 'start');
    expect(await addressesOn(host)).toContain(`${vip}/32`);
    expect(await exposed(host)).toEqual([]);
    await host.does('web', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });
});
