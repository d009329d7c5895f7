import { expect, test } from 'vitest';
import { everyShell, logicDash, twoFlavours, type Flavour } from './flavours.ts';
import { Host, vip } from './host.ts';
import { Neighbour } from './neighbour.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, snapshot } from './state.ts';

const vip6 = '2001:db8:10::12';
const otherVip6 = '2001:db8:10::13';
const both = { web: { vips: [vip, vip6] } };

const onLo = async (host: Host): Promise<string[]> =>
  (await host.sh('ip -o -6 addr show dev lo scope global'))
    .split('\n')
    .filter((line) => line !== '');

/** IPv6 is switched off on the hosts of the other tests, so that nothing happens by itself. */
async function hostWithIpv6(
  flavour: Flavour,
  clusters: Parameters<typeof Host.with>[1],
): Promise<Host> {
  const host = await Host.with(flavour, clusters);
  // Without an address of the link, which comes by itself, and some time later.
  await host.sh(`echo 1 >/proc/sys/net/ipv6/conf/eth0/addr_gen_mode
    for name in lo eth0; do echo 0 >/proc/sys/net/ipv6/conf/$name/disable_ipv6; done
    ip -6 addr add 2001:db8:10::21/64 dev eth0 nodad`);
  return host;
}

describeKernel('VIPs of IPv6', () => {
  test.for(everyShell)('beside those of IPv4: $name', async (flavour) => {
    const host = await hostWithIpv6(flavour, both);
    const before = await snapshot(host);

    await host.does('web', 'start', 'status');
    const [line, ...others] = await onLo(host);
    expect(line).toMatch(new RegExp(`${vip6}/128 .*deprecated`));
    expect(others).toEqual([]);
    expect(await addressesOn(host)).toEqual([`${vip}/32`]);
    await host.does('web', 'start', 'reload', 'restart', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test.for(twoFlavours)('alone, they leave ARP as it is: $name', async (flavour) => {
    const host = await hostWithIpv6(flavour, { web: { vips: [vip6] } });
    const settings = async (): Promise<string[]> =>
      (await snapshot(host)).filter((line) => line.startsWith('/proc/'));
    const before = await settings();

    await host.does('web', 'start', 'status');

    expect(await settings()).toEqual(before);
    await host.does('web', 'stop');
    expect(await onLo(host)).toEqual([]);
  });

  test('are never the source of what the host begins', async () => {
    const host = await hostWithIpv6(logicDash, { web: { vips: [vip6, otherVip6] } });
    await host.does('web', 'start');

    for (const to of ['2001:db8:10::1', '2001:db8:10::99']) {
      expect(await host.sh(`ip -6 -o route get ${to}`)).toContain('src 2001:db8:10::21');
    }
  });

  test.for(twoFlavours)(
    'where there is no other address, start says so: $name',
    async (flavour) => {
      const host = await hostWithIpv6(flavour, { web: { vips: [vip6] } });
      expect(await host.does('web', 'start', 'stop')).toBe('');
      await host.sh('ip -6 addr del 2001:db8:10::21/64 dev eth0');

      expect(await host.does('web', 'start')).toContain('no IPv6 address but the VIPs');
    },
  );

  test('no Neighbour Advertisement for one leaves the host, and it is reachable', async () => {
    const host = await hostWithIpv6(logicDash, both);
    const neighbour = await Neighbour.of(host);
    await neighbour.sh(`echo 0 >/proc/sys/net/ipv6/conf/eth0/disable_ipv6
      ip -6 addr add 2001:db8:10::1/64 dev eth0 nodad`);
    const dump = neighbour.beginTool('tcpdump', '-lnvi', 'eth0', 'icmp6');
    const ping = (to: string): Promise<{ code: number }> =>
      neighbour.tool('ping', '-6', '-c', '2', '-i', '0.3', '-W', '1', to);
    await neighbour.sh('sleep 0.5');

    await host.does('web', 'start');
    // The control: its own address is told.
    expect((await ping('2001:db8:10::21')).code).toBe(0);
    expect((await ping(vip6)).code).not.toBe(0);
    await host.does('web', 'restart', 'stop', 'start');
    await neighbour.sh(`ip -6 route add ${vip6} via 2001:db8:10::21`);
    expect((await ping(vip6)).code).toBe(0);

    dump.child.kill('SIGINT');
    const { stdout } = await dump.closed;
    const told = [...stdout.matchAll(/neighbor advertisement.* tgt is ([^,\s]+)/g)].map(
      ([, to]) => to,
    );
    expect(told).toContain('2001:db8:10::21');
    expect(told).not.toContain(vip6);
  });

  test('IPv6 is switched off on lo', async () => {
    const host = await Host.with(logicDash, both);
    await host.sh('echo 1 >/proc/sys/net/ipv6/conf/lo/disable_ipv6');
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(6);
    expect(stderr).toContain('IPv6 is switched off on lo');
    expect(await snapshot(host)).toEqual(before);
  });

  test('one that somebody added as preferred is put right, and taken off', async () => {
    const host = await hostWithIpv6(logicDash, both);
    await host.sh(`ip -6 addr add ${vip6}/64 dev lo`);

    expect((await host.service('web', 'status')).code).toBe(1);
    await host.does('web', 'start', 'status');
    expect(await onLo(host)).toHaveLength(1);
    await host.does('web', 'stop');

    expect(await onLo(host)).toEqual([]);
  });
});
