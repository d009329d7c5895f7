import { describe, expect, it } from 'vitest';

import { inOneLine, minimal, resolveYaml, web } from './support.ts';

const [, , targets] = minimal;

async function warnings(text: string): Promise<string[]> {
  const resolved = await resolveYaml(text);
  return resolved.warnings.map(inOneLine);
}

function farm(name: string, vip: string, service: string, more = ''): string {
  return `  ${name}: { mode: dr, vips: [${vip}], targets: [el7], director: { targets: [el7], interface: eth0, services: [${service}${more}], realServers: [{ address: 10.0.0.9 }] } }`;
}

describe('a cluster is made, and warned about,', () => {
  it('when its arp comes to nothing', async () => {
    const lines = ['mode: dr', 'vips: [2001:db8::1]', targets];
    expect(await warnings(web(...lines))).toEqual([]);
    expect(await warnings(web(...lines, 'arp: { ignore: 8 }'))).toEqual([
      '6:5 warning clusters.web.arp: arp has no effect: every VIP is an IPv6 address, and those have neighbour discovery, which never answers for an address on lo [remove the key]',
    ]);
    expect(
      await warnings(
        web('mode: dr', 'vips: [2001:db8::1, 10.0.0.1]', targets, 'arp: { ignore: 3 }'),
      ),
    ).toEqual([]);
  });

  it('when it will answer ARP for nothing at all', async () => {
    expect(await warnings(web(...minimal, 'arp: { ignore: 8 }'))).toEqual([
      '6:20 warning clusters.web.arp.ignore: arp.ignore 8 answers for none of the addresses that the host has: its neighbours, the director among them, only reach it by static entries [use 1, which answers for addresses of the interface that is asked]',
    ]);
  });

  it('when its chkconfig means nothing on systems that have only units', async () => {
    const lines = [
      'mode: dr',
      'vips: [10.0.0.1]',
      'targets: [el8, el9]',
      'chkconfig: { start: 5 }',
    ];
    expect(await warnings(web(...lines))).toEqual([
      '6:5 warning clusters.web.chkconfig: chkconfig has no effect: el8 and el9 get no init script here [remove the key]',
    ]);
  });

  it('when a director of another one offers the same, once for each service', async () => {
    const same = [
      'clusters:',
      farm('a', '10.0.0.1, 10.0.0.2', '{ port: 80 }, { mark: 7, ports: [25] }'),
      farm('b', '10.0.0.2, 10.0.0.1', '{ port: 80 }, { mark: 7, ports: [110] }, { port: 443 }'),
    ];
    const told = await warnings(same.join('\n'));
    expect(told.filter((line) => line.includes('director'))).toEqual([
      '3:118 warning clusters.b.director.services[0]: the director of the cluster a offers tcp port 80 of 10.0.0.2 too: on a host that is both, the second of them refuses to start (the first is clusters.a.director.services[0], in line 2) [that is right for directors on other hosts, and else a slip]',
      '3:132 warning clusters.b.director.services[1]: the director of the cluster a offers mark 7 too: on a host that is both, the second of them refuses to start (the first is clusters.a.director.services[1], in line 2) [that is right for directors on other hosts, and else a slip]',
    ]);
    expect(told.filter((line) => line.includes('is a VIP of the cluster a too'))).toHaveLength(2);
  });

  it('unless what their directors offer differs', async () => {
    const other = [
      'clusters:',
      farm('a', '10.0.0.1', '{ port: 80 }'),
      farm('b', '10.0.0.2', '{ port: 80 }'),
    ];
    expect(await warnings(other.join('\n'))).toEqual([]);
  });
});
