import { expect, test } from 'vitest';
import { el6Init, everyShell, logicDash } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { Neighbour } from './neighbour.ts';
import { describeKernel } from './requirements.ts';
import { exposed, set, setting, snapshot } from './state.ts';

const three = { vips: [vip], arp: { ignore: 3 } };
const one = { vips: [otherVip] };

describeKernel('arp.ignore 3', () => {
  test.for(everyShell)(
    'puts the VIPs on with scope host, and is silent: $name',
    async (flavour) => {
      const host = await Host.with(flavour, { web: three });
      const neighbour = await Neighbour.of(host);
      const before = await snapshot(host);

      const { requests, replies } = await neighbour.floodDuring([vip], () =>
        host.does('web', 'start', 'reload', 'restart', 'status'),
      );
      expect(requests).toBeGreaterThan(100);
      expect(replies).toBe(0);
      expect(await setting(host, 'all/arp_ignore')).toBe(3);
      expect(await host.sh('ip -o addr show dev lo')).toContain(`${vip}/32 scope host`);
      await host.does('web', 'stop');

      expect(await snapshot(host)).toEqual(before);
    },
  );

  test('is refused where it would defeat another started script', async () => {
    const host = await Host.with(logicDash, { web: three, mail: one });
    await set(host, { 'all/arp_ignore': 2 });
    await host.does('mail', 'start');
    // Only then does it have to be written.
    await set(host, { 'all/arp_ignore': 0 });
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(6);
    expect(stderr).toContain(
      '3 is silent about VIPs of scope host only, and another started script has others',
    );
    expect(await snapshot(host)).toEqual(before);
  });

  test.for(['web', 'mail'])('beside a script with 1, %s first', async (first) => {
    const host = await Host.with(el6Init, { web: three, mail: one });
    const before = await snapshot(host);
    const second = first === 'web' ? 'mail' : 'web';

    await host.does(first, 'start');
    await host.does(second, 'start', 'status');
    expect(await exposed(host)).toEqual([]);
    await host.does(first, 'status', 'reload', 'stop');
    expect(await exposed(host)).toEqual([]);
    await host.does(second, 'status', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test.for([
    { from: 1, to: 3 },
    { from: 3, to: 1 },
    { from: 8, to: 3 },
  ])('a change of the config from $from to $to is silent', async ({ from, to }) => {
    const host = await Host.with(logicDash, { web: { vips: [vip], arp: { ignore: from } } });
    const neighbour = await Neighbour.of(host);
    await host.does('web', 'start');
    await host.install({ web: { vips: [vip], arp: { ignore: to } } });

    const { replies } = await neighbour.floodDuring([vip], async () => {
      for (let i = 0; i < 5; i++) await host.does('web', 'reload', 'status');
    });

    expect(replies).toBe(0);
    expect(await exposed(host)).toEqual([]);
  });
});

describeKernel('looseReversePath', () => {
  const loose = { web: { vips: [vip], looseReversePath: ['eth0'] } };

  test.for(everyShell)('is written, and put back: $name', async (flavour) => {
    const host = await Host.with(flavour, loose);
    await set(host, { 'all/rp_filter': 1, 'eth0/rp_filter': 1 });
    const before = await snapshot(host);

    await host.does('web', 'start', 'status');
    expect(await setting(host, 'eth0/rp_filter')).toBe(2);
    expect(await setting(host, 'all/rp_filter')).toBe(1);
    await host.does('web', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test('an interface that is not there', async () => {
    const host = await Host.with(el6Init, { web: { vips: [vip], looseReversePath: ['eth7'] } });
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(1);
    expect(stderr).toContain('eth7/rp_filter');
    expect(await snapshot(host)).toEqual(before);
  });

  test('status names a strict filter that replies do not leave by', async () => {
    const host = await Host.with(logicDash, { web: { vips: [vip] } });
    await host.sh(`ip link add eth1 type veth peer name wire1; ip link set eth1 up
      ip route add default via 192.168.10.1`);
    await set(host, { 'eth0/rp_filter': 1, 'eth1/rp_filter': 1 });
    await host.does('web', 'start');

    const { code, stdout } = await host.service('web', 'status');

    expect(code).toBe(0);
    expect(stdout).toMatch(/strict rp_filter on eth1:/);
    // Replies leave by the route with the least metric only.
    await host.sh('ip addr add 10.1.0.2/24 dev eth1; ip route add default via 10.1.0.1 metric 50');
    expect((await host.service('web', 'status')).stdout).toMatch(/strict rp_filter on eth1:/);
    await set(host, { 'eth1/rp_filter': 2 });
    expect(await host.does('web', 'status')).toBe('');
    expect((await host.service('web', 'status')).stdout).not.toContain('strict');
  });
});
