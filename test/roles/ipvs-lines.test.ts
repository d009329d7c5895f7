import { describe, expect, it } from 'vitest';
import { ipvsLines } from '../../src/roles/ipvs-lines.ts';
import { directRouting, ipv4, ipv6, markService, natCluster, portService } from './directed.ts';

const persistence = { timeout: 300, ipv4Prefix: 32, ipv6Prefix: 128 };

describe('the table of a director', () => {
  it('has each service with its real servers', () => {
    expect(ipvsLines(directRouting())).toEqual([
      '-A -t 192.168.10.12:80 -s rr',
      '-a -t 192.168.10.12:80 -r 192.168.10.21:80 -g -w 1',
      '-a -t 192.168.10.12:80 -r 192.168.10.22:80 -g -w 0',
    ]);
  });

  it('has a service for each VIP, with the real servers of its family', () => {
    const realServers = [
      { address: '192.168.10.21', weight: 1 },
      { address: '2001:db8:10::21', weight: 65_535 },
    ];
    const services = [portService({ protocol: 'udp', port: 53, vips: [ipv4, ipv6] })];
    expect(ipvsLines(directRouting({ services, realServers }))).toEqual([
      '-A -u 192.168.10.12:53 -s rr',
      '-a -u 192.168.10.12:53 -r 192.168.10.21:53 -g -w 1',
      '-A -u [2001:db8:10::12]:53 -s rr',
      '-a -u [2001:db8:10::12]:53 -r [2001:db8:10::21]:53 -g -w 65535',
    ]);
  });

  it('has a mark once for each family', () => {
    const realServers = [
      { address: '192.168.10.21', weight: 1 },
      { address: '2001:db8:10::21', weight: 1 },
    ];
    const services = [markService({ mark: 4_294_967_295, vips: [ipv4, ipv6] })];
    expect(ipvsLines(directRouting({ services, realServers }))).toEqual([
      '-A -f 4294967295 -s rr',
      '-a -f 4294967295 -r 192.168.10.21:0 -g -w 1',
      '-A -f 4294967295 -6 -s rr',
      '-a -f 4294967295 -6 -r [2001:db8:10::21]:0 -g -w 1',
    ]);
  });

  it('masquerades to the port of a real server in VS/NAT', () => {
    const realServers = [{ address: '10.0.0.21', weight: 2, port: 8080 }];
    const services = [portService(), markService()];
    expect(ipvsLines(natCluster({ services, realServers }))).toEqual([
      '-A -t 192.168.10.12:80 -s rr',
      '-a -t 192.168.10.12:80 -r 10.0.0.21:8080 -m -w 2',
      '-A -f 7 -s rr',
      '-a -f 7 -r 10.0.0.21:8080 -m -w 2',
    ]);
  });

  it.each([
    [{ ...persistence }, '-p 300', '-p 300'],
    [{ ...persistence, ipv4Prefix: 24, ipv6Prefix: 64 }, '-p 300 -M 255.255.255.0', '-p 300 -M 64'],
    [{ ...persistence, ipv4Prefix: 1 }, '-p 300 -M 128.0.0.0', '-p 300'],
    [{ ...persistence, ipv4Prefix: 31 }, '-p 300 -M 255.255.255.254', '-p 300'],
  ])(
    'says a netmask of persistence %j only where it is not that of one client',
    (given, four, six) => {
      const services = [portService({ persistence: given, vips: [ipv4, ipv6] })];
      const lines = ipvsLines(directRouting({ services, realServers: [] }));
      expect(lines).toEqual([
        `-A -t 192.168.10.12:80 -s rr ${four}`,
        `-A -t [2001:db8:10::12]:80 -s rr ${six}`,
      ]);
    },
  );
});
