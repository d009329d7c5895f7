import { expect, test } from 'vitest';
import { el6Init, everyShell, logicDash, twoFlavours } from './flavours.ts';
import { Host, otherVip, vip } from './host.ts';
import { Neighbour } from './neighbour.ts';
import { describeKernel } from './requirements.ts';
import { addressesOn, exposed, set, setting, snapshot } from './state.ts';
import { addTunl0, tunnelHost, tunnels } from './tunnel.ts';

const web = { web: { vips: [vip, otherVip] } };
const rulesOf = async (host: Host): Promise<string[]> =>
  (await host.sh('ip rule show')).split('\n').filter((line) => line.includes('192.168.10'));
const pathOf = (host: Host, to: string, from = vip): Promise<string> =>
  host.sh(`ip -o route get ${to} from ${from}`);

describeKernel('VS/TUN', () => {
  test.for(everyShell)('start and stop, tunl0 being there: $name', async (flavour) => {
    const host = await tunnelHost(flavour, web);
    await addTunl0(host, 'ip addr add 10.5.0.1/24 dev tunl0');
    const before = await snapshot(host);

    await host.does('web', 'start', 'status');
    const started = await snapshot(host);
    expect(await addressesOn(host, 'tunl0')).toEqual([
      '10.5.0.1/24',
      `${vip}/32`,
      `${otherVip}/32`,
    ]);
    expect(await addressesOn(host)).toEqual([]);
    expect(await exposed(host)).toEqual([]);
    expect(await setting(host, 'tunl0/rp_filter')).toBe(2);
    expect(await host.sh('ip link show tunl0')).toContain('UP');
    await host.does('web', 'start', 'reload', 'restart');
    expect(await snapshot(host)).toEqual(started);
    await host.does('web', 'stop', 'stop');

    expect(await snapshot(host)).toEqual(before);
    expect((await host.service('web', 'status')).code).toBe(3);
  });

  test.for(twoFlavours)('ipip is loaded where it is not: $name', async (flavour) => {
    const host = await tunnelHost(flavour, web);

    await host.does('web', 'start', 'status', 'stop');

    expect(await addressesOn(host, 'tunl0')).toEqual([]);
    expect(await host.sh('ip link show tunl0')).not.toContain('UP');
  });

  test.for(twoFlavours)('ipip cannot be loaded: nothing is changed: $name', async (flavour) => {
    const host = await tunnelHost(flavour, web);
    await host.provide('modprobe', 'exit 1');
    const before = await snapshot(host);

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(1);
    expect(stderr).toContain('ipip');
    expect(await snapshot(host)).toEqual(before);
  });

  test('without modprobe it says what is missing', async () => {
    const host = await Host.with(el6Init, tunnels(web));

    const { code, stderr } = await host.service('web', 'start');

    expect(code).toBe(5);
    expect(stderr).toContain('modprobe');
  });

  test('a tunl0 that was up stays up', async () => {
    const host = await tunnelHost(logicDash, web);
    await addTunl0(host, 'ip link set tunl0 up');
    const before = await snapshot(host);

    await host.does('web', 'start', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test('two clusters share tunl0 until the last stops', async () => {
    const host = await tunnelHost(el6Init, { web: { vips: [vip] }, mail: { vips: [otherVip] } });
    await addTunl0(host);
    const before = await snapshot(host);
    await host.does('web', 'start');
    await host.does('mail', 'start');

    await host.does('web', 'stop');
    await host.does('mail', 'status');
    expect(await addressesOn(host, 'tunl0')).toEqual([`${otherVip}/32`]);
    expect(await setting(host, 'tunl0/rp_filter')).toBe(2);
    await host.does('mail', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test('arp_ignore of tunl0 itself does not matter: there is no ARP on it', async () => {
    const host = await tunnelHost(logicDash, web);
    await addTunl0(host);
    await set(host, { 'tunl0/arp_ignore': 3 });

    await host.does('web', 'start', 'status');
  });

  test('rp_filter of all is not touched', async () => {
    const host = await tunnelHost(logicDash, web);
    await addTunl0(host);
    await set(host, { 'all/rp_filter': 1 });

    await host.does('web', 'start', 'status');

    expect(await setting(host, 'all/rp_filter')).toBe(1);
    expect(await setting(host, 'tunl0/rp_filter')).toBe(2);
  });
});

describeKernel('the MSS for connections to the VIPs', () => {
  test.for(everyShell)('is that of the config, on every way: $name', async (flavour) => {
    const host = await tunnelHost(flavour, { web: { vips: [vip], tunnel: { mss: 1400 } } });
    await host.sh(`ip route add 10.6.0.0/16 via 192.168.10.7
      ip route add blackhole 10.7.0.0/16
      ip route add 10.8.0.0/16 nexthop via 192.168.10.2 nexthop via 192.168.10.3
      ip route add default via 192.168.10.9 metric 50`);
    const routes = await host.sh('ip route show; ip route show table local');
    await host.does('web', 'start', 'status');

    expect(await pathOf(host, '8.8.8.8')).toMatch(/via 192\.168\.10\.1 .*advmss 1400/);
    expect(await pathOf(host, '192.168.10.77')).toMatch(
      /^192\.168\.10\.77 from \S+ dev eth0 .*advmss 1400/,
    );
    expect(await pathOf(host, '10.6.1.1')).toMatch(/via 192\.168\.10\.7 .*advmss 1400/);
    expect(await pathOf(host, '10.8.1.1')).toMatch(/via 192\.168\.10\.[23] /);
    await expect(pathOf(host, '10.7.1.1')).rejects.toThrow();
    // What the host itself begins is not concerned.
    expect(await pathOf(host, '8.8.8.8', '192.168.10.21')).not.toContain('advmss');
    expect(await host.sh('ip route show')).toBe(
      routes.slice(0, routes.indexOf('local')).replace(/broadcast.*\n$/s, ''),
    );
  });

  test.for([
    [
      'two interfaces in one network',
      'ip link add eth1 type veth peer name end1; ip addr add 192.168.10.22/24 dev eth1; ip link set eth1 up',
    ],
    [
      'a blackhole below a route',
      'ip route add 10.6.0.0/16 via 192.168.10.7; ip route add blackhole 10.6.0.0/16 metric 200',
    ],
    [
      'a route for one type of service',
      'ip route add 10.6.0.0/16 via 192.168.10.7; ip route add 10.6.0.0/16 tos 0x10 via 192.168.10.8',
    ],
    [
      'a next hop of IPv6',
      'cd /proc/sys/net/ipv6/conf/eth0; echo 0 >accept_dad; echo 0 >disable_ipv6; ip route add 10.6.0.0/16 via inet6 fe80::5 dev eth0',
    ],
  ] as const)('%s', async ([, prepare]) => {
    const host = await tunnelHost(logicDash, web);
    await addTunl0(host, prepare);
    const before = await snapshot(host);

    await host.does('web', 'start', 'status', 'stop');

    expect(await snapshot(host)).toEqual(before);
  });

  test('a route with several next hops keeps them', async () => {
    const host = await tunnelHost(logicDash, web);
    await host.sh(`ip route add 10.8.0.0/16 nexthop via 192.168.10.2 nexthop via 192.168.10.3
      ip route replace default nexthop via 192.168.10.2 nexthop via 192.168.10.3`);

    expect(await host.does('web', 'start', 'status')).not.toContain('no default route');

    expect(await host.sh('ip route show table all')).toMatch(/throw 10\.8\.0\.0\/16 table \d+/);
    expect(await host.sh('ip route show table all')).toMatch(/throw default table \d+/);
  });

  test.for([
    [900, 900],
    [10_000, 1440],
  ])('an MSS of %i that a route has already becomes %i', async ([own, used]) => {
    const host = await tunnelHost(logicDash, web);
    await host.sh(`ip route add 10.6.0.0/16 via 192.168.10.7 advmss ${own}`);

    await host.does('web', 'start', 'status');

    expect(await pathOf(host, '10.6.1.1')).toContain(`advmss ${used} `);
  });

  test('reload takes up routes that are new', async () => {
    const host = await tunnelHost(logicDash, web);
    await host.does('web', 'start');
    await host.sh('ip route add 10.6.0.0/16 via 192.168.10.7');
    expect((await host.service('web', 'status')).stdout).toContain('10.6.0.0/16');

    await host.does('web', 'reload', 'status');

    expect(await pathOf(host, '10.6.1.1')).toContain('via 192.168.10.7');
  });

  test('no default route is worth a word, and no more', async () => {
    const host = await tunnelHost(el6Init, web);
    await host.sh('ip route del default');

    expect(await host.does('web', 'start')).toContain('no default route');

    await host.does('web', 'status');
    expect(await rulesOf(host)).toHaveLength(2);
  });

  test('no default route is worth a word without an MSS too', async () => {
    const host = await tunnelHost(el6Init, { web: { vips: [vip], tunnel: { mss: 'off' } } });
    await host.sh('ip route del default');

    expect(await host.does('web', 'start')).toContain('no default route');
  });

  test('off leaves the routing alone', async () => {
    const host = await tunnelHost(el6Init, { web: { vips: [vip], tunnel: { mss: 'off' } } });

    await host.does('web', 'start', 'status');

    expect(await rulesOf(host)).toEqual([]);
  });

  test('a SYN-ACK tells it to the client', async () => {
    const host = await tunnelHost(logicDash, { web: { vips: [vip], tunnel: { mss: 1234 } } });
    const client = await Neighbour.of(host);
    await host.does('web', 'start');
    await client.sh(`ip route add ${vip} via 192.168.10.21`);
    const server = host.beginTool('busybox', 'httpd', '-f', '-p', '80', '-h', '/run');
    const dump = client.beginTool(
      'timeout',
      '5',
      'tcpdump',
      '-nvi',
      'eth0',
      '-c',
      '1',
      'tcp[13] = 18',
    );

    await client.sh(`for i in 1 2 3 4 5; do
        sleep 0.3
        (: </dev/tcp/${vip}/80) 2>/dev/null || :
      done`);

    const { stdout } = await dump.closed;

    expect(stdout).toContain('mss 1234');
    server.child.kill();
  });
});
