import { expect, test } from 'vitest';
import { el6Init, everyShell, logicDash, twoFlavours } from './flavours.ts';
import { Host, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, exposed, set, setting, snapshot } from './state.ts';

const web = { web: { vips: [vip] } };

describeKernel("the interfaces' own arp_ignore", () => {
  test.for([0, 1, 2, 8])('%i lets it start', async (own) => {
    const host = await Host.with(logicDash, web);
    await set(host, { 'eth0/arp_ignore': own });
    const before = await snapshot(host);

    await host.does('web', 'start');

    expect(await addressesOn(host)).toEqual([`${vip}/32`]);
    expect(await exposed(host)).toEqual([]);
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for([3, 4, 5, 6, 7])('%i defeats all/arp_ignore: start refuses', async (own) => {
    const host = await Host.with(el6Init, web);
    await set(host, { 'eth0/arp_ignore': own });
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(6);
    expect(stderr).toContain(`eth0 (arp_ignore ${own})`);
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(everyShell)('a name with a dot is named in full: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await host.sh('ip link add eth0.100 type veth peer name wire.100');
    await set(host, { 'eth0.100/arp_ignore': 3 });
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(6);
    expect(stderr).toMatch(/ eth0\.100 \(arp_ignore 3\)$/m);
    expect(await snapshot(host)).toEqual(before);
  });

  test('a value of our own that is greater wins over it', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip], arp: { ignore: 8 } } });
    await set(host, { 'eth0/arp_ignore': 3 });

    await host.does('web', 'start');

    expect(await exposed(host)).toEqual([]);
  });

  test.for(twoFlavours)('one that comes up later: reload refuses: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await host.does('web', 'start');
    await set(host, { 'eth0/arp_ignore': 3 });
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'reload');

    expect(code).toBe(6);
    expect(stderr).toContain('eth0 (arp_ignore 3)');
    expect(await snapshot(host)).toEqual(before);
  });
});

describeKernel('all/arp_ignore and all/arp_announce', () => {
  test.for([1, 2, 8])('arp_ignore %i silences already: left as it is', async (value) => {
    const host = await Host.with(logicDash, web);
    await set(host, { 'all/arp_ignore': value });
    const before = await snapshot(host);

    await host.does('web', 'start');

    expect(await setting(host, 'all/arp_ignore')).toBe(value);
    expect((await host.service('web', 'status')).code).toBe(0);
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(twoFlavours)('what they were before is put back: $name', async (flavour) => {
    const host = await Host.with(flavour, web);
    await set(host, { 'all/arp_ignore': 3, 'all/arp_announce': 1, 'eth0/arp_ignore': 1 });
    const before = await snapshot(host);

    await host.does('web', 'start', 'reload', 'restart');

    expect(await setting(host, 'all/arp_ignore')).toBe(1);
    expect(await setting(host, 'all/arp_announce')).toBe(2);
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(before);
  });

  test('arp_announce 2 is enough where 1 is wanted', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip], arp: { announce: 1 } } });
    await set(host, { 'all/arp_announce': 2 });

    await host.does('web', 'start', 'stop');

    expect(await setting(host, 'all/arp_announce')).toBe(2);
  });
});
