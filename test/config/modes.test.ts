import { describe, expect, it } from 'vitest';

import { complaints, minimal, resolveYaml, web } from './support.ts';

const [, vips, targets] = minimal;
const director = [
  'director:',
  '  targets: [el9, el7]',
  '  interface: eth0',
  '  services: [{ port: 80 }]',
];
const server = '  realServers: [{ address: 192.168.10.21 }]';

describe('a cluster in mode tun', () => {
  it('has the defaults of mode dr, and an MSS', async () => {
    const { clusters, warnings } = await resolveYaml(web('mode: tun', vips, targets));
    expect(warnings).toEqual([]);
    expect(clusters).toMatchObject([
      {
        mode: 'tun',
        arp: { ignore: 1, announce: 2, onStop: 'restore' },
        looseReversePath: [],
        tunnel: { mss: 1440 },
      },
    ]);
    expect(clusters[0]).not.toHaveProperty('gateway');
  });

  it.each(['off', '"off"', "'off'"])('leaves the MSS alone for mss: %s', async (off) => {
    const lines = ['mode: tun', vips, targets, `tunnel: { mss: ${off} }`];
    const { clusters } = await resolveYaml(web(...lines));
    expect(clusters[0]).toHaveProperty('tunnel', {});
  });
});

describe('a cluster in mode nat', () => {
  it('has a gateway, and nothing that only holders of VIPs have', async () => {
    const { clusters } = await resolveYaml(web('mode: nat', vips, targets, 'gateway: 10.0.0.1'));
    expect(clusters).toMatchObject([{ mode: 'nat', gateway: '10.0.0.1' }]);
    for (const key of ['arp', 'looseReversePath', 'tunnel', 'director']) {
      expect(clusters[0]).not.toHaveProperty(key);
    }
  });
});

describe('a cluster in mode dr', () => {
  it('has VIPs of both families, in the order written and each in its one form', async () => {
    const text = web('mode: dr', 'vips: ["2001:DB8:0::12", 192.168.10.12, 2001:db8::13]', targets);
    const { clusters, warnings } = await resolveYaml(text);
    expect(warnings).toEqual([]);
    expect(clusters[0]?.vips).toEqual(['2001:db8::12', '192.168.10.12', '2001:db8::13']);
  });
});

describe('a director', () => {
  it('has defaults for everything but targets, interface, services and real servers', async () => {
    const { clusters, warnings } = await resolveYaml(web(...minimal, ...director, server));
    expect(warnings).toEqual([]);
    expect(clusters[0]?.director).toEqual({
      service: 'lvs-web-director',
      nodes: [
        {
          target: expect.objectContaining({ name: 'el7' }) as unknown,
          initSystems: ['sysv', 'systemd'],
        },
        { target: expect.objectContaining({ name: 'el9' }) as unknown, initSystems: ['systemd'] },
      ],
      chkconfig: { levels: '-', start: 80, stop: 20 },
      before: [],
      guard: true,
      interface: 'eth0',
      externalVips: false,
      services: [
        { kind: 'port', port: 80, protocol: 'tcp', scheduler: 'wlc', vips: ['192.168.10.12'] },
      ],
      realServers: [{ address: '192.168.10.21', weight: 1 }],
    });
  });

  it('keeps what is written', async () => {
    const { clusters } = await resolveYaml(
      [
        'clusters:',
        '  web:',
        '    mode: nat',
        '    vips: [10.1.0.1, 10.1.0.2]',
        '    targets: [el7]',
        '    gateway: 10.0.0.1',
        '    director:',
        '      targets: [el9]',
        '      interface: eth0',
        '      insideInterface: eth1.100',
        '      vips: external',
        '      services:',
        '        - { port: 80, persistence: 300, persistenceNetmask: 255.255.240.0, vips: [10.1.0.2] }',
        '        - { mark: 4294967295, ports: [443, 22], protocol: sctp, scheduler: mh, persistence: 1 }',
        '      realServers: [{ address: 10.0.0.5, weight: 65535 }, { address: 10.0.0.6, weight: 0 }]',
        '      timeouts: { tcp: 900 }',
        '      expireNodestConn: false',
        '      expireQuiescentTemplate: true',
        '      conntrack: true',
        '      before: [keepalived]',
        '      chkconfig: { levels: 345 }',
      ].join('\n'),
    );
    expect(clusters[0]?.director).toMatchObject({
      insideInterface: 'eth1.100',
      externalVips: true,
      services: [
        { persistence: { timeout: 300, ipv4Prefix: 20, ipv6Prefix: 128 }, vips: ['10.1.0.2'] },
        {
          kind: 'mark',
          mark: 4294967295,
          ports: [443, 22],
          protocol: 'sctp',
          scheduler: 'mh',
          persistence: { timeout: 1, ipv4Prefix: 32, ipv6Prefix: 128 },
          vips: ['10.1.0.1', '10.1.0.2'],
        },
      ],
      realServers: [
        { address: '10.0.0.5', weight: 65535 },
        { address: '10.0.0.6', weight: 0 },
      ],
      timeouts: { tcp: 900, tcpFin: 0, udp: 0 },
      expireNodestConn: false,
      expireQuiescentTemplate: true,
      conntrack: true,
      before: ['keepalived.service'],
      chkconfig: { levels: '345', start: 80, stop: 20 },
    });
  });

  it.each<[name: string, services: string, targets: string]>([
    ['port 0 beside one port', '{ port: 80 }, { port: 0, persistence: 60 }', 'el7'],
    ['one port of two protocols', '{ port: 53 }, { port: 53, protocol: udp }', 'el7'],
    ['a mark beside every port', '{ mark: 1, ports: [80] }, { port: 0, persistence: 60 }', 'el7'],
    ['SCTP by a mark, where ipvsadm knows none', '{ mark: 1, ports: [80], protocol: sctp }', 'el6'],
    ['SCTP where ipvsadm knows it', '{ port: 80, protocol: sctp }', 'el8'],
    [
      'fifteen ports',
      `{ mark: 1, ports: [${Array.from({ length: 15 }, (_, i) => i + 1).join(', ')}] }`,
      'el6',
    ],
  ])('takes %s', async (_, services, system) => {
    const lines = ['director:', `  targets: [${system}]`, '  interface: eth0', server];
    expect(await complaints(web(...minimal, ...lines, `  services: [${services}]`))).toEqual([]);
  });
});

describe('a key of another mode', () => {
  it('is not taken for unknown where the mode is wrong, since nobody knows which is meant', async () => {
    const lines = ['mode: dsr', vips, targets, 'gateway: 10.0.0.1', 'tunnel: { mss: 1 }'];
    const places = (await complaints(web(...lines))).map((line) => line.split(': ')[0]);
    expect(places).toEqual(['3:11 error clusters.web.mode', '7:20 error clusters.web.tunnel.mss']);
  });

  it('is not suggested', async () => {
    expect(await complaints(web(...minimal, 'gatway: 10.0.0.1'))).toEqual([
      expect.stringMatching(
        /there is no key "gatway" in a cluster \[the keys here are (?!.*gateway)/,
      ),
    ]);
  });
});
