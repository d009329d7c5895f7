import { expect, it } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import { ipvsLines } from '../../src/roles/director.ts';

const [ipv4, ipv6] = ['192.168.10.12', '2001:db8:10::12'];
const [four, six] = [{ address: '192.168.10.21' }, { address: '2001:db8:10::21', weight: 65_535 }];

/** The lines of ipvsadm(8) for services and real servers of a cluster with both VIPs, or of VS/NAT with the first. */
function linesOf(service: object, realServers: readonly object[], mode = 'dr'): readonly string[] {
  const own = mode === 'nat' ? { vips: [ipv4], gateway: '10.0.0.1' } : { vips: [ipv4, ipv6] };
  const services = [{ scheduler: 'rr', ...service }];
  const director = { targets: ['el9'], interface: 'eth0', services, realServers };
  const config = { clusters: { web: { mode, ...own, targets: ['el9'], director } } };
  const [cluster] = resolveConfig(config as never).clusters;
  return cluster?.director ? ipvsLines(cluster.mode, cluster.director) : [];
}

it.each<[what: string, service: object, realServers: object[], mode: string, lines: string[]]>([
  [
    'a service for each VIP, with the real servers of its family',
    { port: 53, protocol: 'udp' },
    [four, { ...four, address: '192.168.10.22', weight: 0 }, six],
    'dr',
    [
      '-A -u 192.168.10.12:53 -s rr',
      '-a -u 192.168.10.12:53 -r 192.168.10.21:53 -g -w 1',
      '-a -u 192.168.10.12:53 -r 192.168.10.22:53 -g -w 0',
      '-A -u [2001:db8:10::12]:53 -s rr',
      '-a -u [2001:db8:10::12]:53 -r [2001:db8:10::21]:53 -g -w 65535',
    ],
  ],
  [
    'a mark once for each family',
    { mark: 4_294_967_295, ports: [80, 443] },
    [{ ...four, mode: 'tun' }, six],
    'dr',
    [
      '-A -f 4294967295 -s rr',
      '-a -f 4294967295 -r 192.168.10.21:0 -i -w 1',
      '-A -f 4294967295 -6 -s rr',
      '-a -f 4294967295 -6 -r [2001:db8:10::21]:0 -g -w 65535',
    ],
  ],
  [
    'the port of a real server in VS/NAT',
    { port: 80 },
    [{ address: '10.0.0.21', weight: 2, port: 8080 }],
    'nat',
    ['-A -t 192.168.10.12:80 -s rr', '-a -t 192.168.10.12:80 -r 10.0.0.21:8080 -m -w 2'],
  ],
])('the table of a director has %s', (_, service, realServers, mode, lines) => {
  expect(linesOf(service, realServers, mode)).toEqual(lines);
});

it.each([
  [{}, '-p 300', '-p 300'],
  [
    { persistenceNetmask: '255.255.255.0', persistencePrefix: 64 },
    '-p 300 -M 255.255.255.0',
    '-p 300 -M 64',
  ],
  [{ persistenceNetmask: '128.0.0.0' }, '-p 300 -M 128.0.0.0', '-p 300'],
  [{ persistenceNetmask: '255.255.255.254' }, '-p 300 -M 255.255.255.254', '-p 300'],
])('says a netmask of persistence %j only where it is not that of one client', (keys, v4, v6) => {
  const lines = linesOf({ port: 80, persistence: 300, ...keys }, [four, six]);
  expect(lines.filter((line) => line.startsWith('-A'))).toEqual([
    `-A -t ${ipv4}:80 -s rr ${v4}`,
    `-A -t [${ipv6}]:80 -s rr ${v6}`,
  ]);
});
