import { expect, test } from 'vitest';
import { el6Init, logicDash } from './flavours.ts';
import { otherVip, vip } from './host.ts';
import type { Cluster } from './render.ts';
import { describeKernel } from './requirements.ts';
import { exposed, snapshot } from './state.ts';
import { addTunl0, tunnelHost } from './tunnel.ts';

const modes: Record<string, Cluster> = {
  dr: { mode: 'dr', vips: [vip] },
  'dr with arp_ignore 3': { mode: 'dr', vips: [vip], arp: { ignore: 3 } },
  'dr with IPv6': { mode: 'dr', vips: [vip, '2001:db8::12'] },
  tun: { mode: 'tun', vips: [vip, otherVip] },
  'tun with its MSS left alone': { mode: 'tun', vips: [vip], tunnel: { mss: 'off' } },
  nat: { mode: 'nat', vips: [vip], gateway: '192.168.10.5' },
};
const changes = Object.keys(modes).flatMap((from, i) =>
  Object.keys(modes)
    .filter((to) => to !== from)
    .map((to, j) => ({ from, to, flavour: (i + j) % 2 ? el6Init : logicDash })),
);

describeKernel('a started script becomes one of another mode', () => {
  test.for(changes)('$from, then $to', async ({ from, to, flavour }) => {
    const host = await tunnelHost(flavour, { web: modes[from] ?? {} });
    await host.sh('echo 0 >/proc/sys/net/ipv6/conf/lo/disable_ipv6');
    await addTunl0(host);
    const before = await snapshot(host);
    await host.install({ web: modes[to] ?? { vips: [] } });
    await host.does('web', 'start');
    const fresh = await snapshot(host);
    await host.does('web', 'stop');
    await host.install({ web: modes[from] ?? { vips: [] } });
    await host.does('web', 'start');
    await host.install({ web: modes[to] ?? { vips: [] } });
    expect((await host.service('web', 'status')).code).not.toBe(0);

    await host.does('web', 'reload', 'status');

    expect(await exposed(host)).toEqual([]);
    // A value that is silent about everything stays, where a fresh start would write 3.
    const alike = (dump: string[]): string[] =>
      dump.filter((line) => !/^\/run\/|@lvs-web$|all\/arp_ignore:[13]$/.test(line)).sort();
    expect(alike(await snapshot(host))).toEqual(alike(fresh));
    await host.does('web', 'stop');
    expect(await snapshot(host)).toEqual(before);
  });

  test('a VIP that cannot be taken off stays silent', async () => {
    const host = await tunnelHost(logicDash, { web: modes['dr'] ?? {} });
    await host.does('web', 'start');
    await host.install({ web: modes['nat'] ?? { vips: [] } });
    await host.wrap(
      'ip',
      '[ "$1" = -batch ] || exec "$real" "$@"; grep -v "addr del" | "$real" -batch -',
    );
    await host.provide('grep', 'exec /mnt/usr/bin/grep "$@"');

    const { code, stderr } = await host.service('web', 'reload');

    expect(code).toBe(1);
    expect(stderr).toContain('not all could be taken off');
    expect(await exposed(host)).toEqual([]);
    await host.reinstall('ip');
    await host.does('web', 'reload', 'status');
  });

  test.for(changes.slice(0, 8))('$from, stopped by the script of $to', async ({ from, to }) => {
    const host = await tunnelHost(logicDash, { web: modes[from] ?? {} });
    await host.sh('echo 0 >/proc/sys/net/ipv6/conf/lo/disable_ipv6');
    await addTunl0(host);
    const before = await snapshot(host);
    await host.does('web', 'start');
    await host.install({ web: modes[to] ?? { vips: [] } });

    await host.does('web', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });
});
