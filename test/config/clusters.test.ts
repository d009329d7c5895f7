// What clusters are made of configs that are right.
import { expect, it } from 'vitest';
import type { Cluster } from '../../src/model/cluster.ts';
import { minimal, placesIn, resolveYaml, web } from './support.ts';

const [, vips, targets] = minimal;

async function clusters(...lines: string[]): Promise<readonly Cluster[]> {
  const resolved = await resolveYaml(lines.join('\n'));
  expect(resolved.warnings).toEqual([]);
  return resolved.clusters;
}

it('needs four lines, and has every default filled in', async () => {
  expect(await clusters(web(...minimal))).toMatchObject([
    {
      name: 'web',
      service: 'lvs-web',
      mode: 'dr',
      vips: ['192.168.10.12'],
      nodes: [
        { target: { name: 'el6' }, initSystems: ['sysv'] },
        { target: { name: 'el7' }, initSystems: ['sysv', 'systemd'] },
      ],
      chkconfig: { levels: '-', start: 80, stop: 20 },
      before: [],
      guard: true,
      arp: { ignore: 1, announce: 2, onStop: 'restore' },
      looseReversePath: [],
      rpm: { release: '1', license: 'Proprietary' },
    },
  ]);
});

it.each([
  ['the MSS in mode tun', ['mode: tun'], { mode: 'tun', tunnel: { mss: 1440 } }],
  ['mss: off', ['mode: tun', 'tunnel: { mss: off }'], { tunnel: { mss: undefined } }],
  ['mss: "off"', ['mode: tun', 'tunnel: { mss: "off" }'], { tunnel: { mss: undefined } }],
  ['a gateway', ['mode: nat', 'gateway: 10.0.0.1'], { mode: 'nat', gateway: '10.0.0.1' }],
  [
    'texts and names in their one form',
    ['mode: dr', 'description: " 公网 a\\"; $(reboot) %n "', 'before: [nginx, app@1]'],
    { description: '公网 a"; $(reboot) %n', before: ['nginx.service', 'app@1.service'] },
  ],
  [
    'maps that are written in part',
    ['mode: dr', 'chkconfig: { levels: 345 }', 'arp: { ignore: 3, onStop: keep }'],
    {
      chkconfig: { levels: '345', start: 80, stop: 20 },
      arp: { ignore: 3, announce: 2, onStop: 'keep' },
    },
  ],
])('has %s', async (_, lines, expected) => {
  const [cluster] = await clusters(web(...lines, vips, targets));
  expect(cluster).toMatchObject(expected);
  const foreign = cluster?.mode === 'nat' ? ['arp', 'looseReversePath', 'tunnel'] : ['gateway'];
  for (const key of foreign) expect(cluster).not.toHaveProperty(key);
});

it('has VIPs of both families, in the order written and each in its one form', async () => {
  const text = web('mode: dr', 'vips: ["2001:DB8:0::12", 192.168.10.12, 2001:db8::13]', targets);
  const [cluster] = await clusters(text);
  expect(cluster?.vips).toEqual(['2001:db8::12', '192.168.10.12', '2001:db8::13']);
});

it('sorts clusters by name, targets by the registry and init systems by their list', async () => {
  const [a, b] = await clusters(
    'clusters:',
    '  b: { mode: dr, vips: [10.0.0.9, 10.0.0.1], targets: [el7, el6], initSystems: [sysv] }',
    '  a: { mode: dr, vips: [10.0.0.2], targets: [el7], initSystems: [systemd, sysv] }',
  );
  expect([a?.name, b?.name]).toEqual(['a', 'b']);
  expect(a?.nodes[0]?.initSystems).toEqual(['sysv', 'systemd']);
  expect(b?.nodes.map(({ target }) => target.name)).toEqual(['el6', 'el7']);
});

const director = ['director:', '  targets: [el9, el7]', '  interface: eth0'];
const server = '  realServers: [{ address: 192.168.10.21 }]';

it('has a director with defaults for all but targets, interface, services and real servers', async () => {
  const text = web(...minimal, ...director, '  services: [{ port: 80 }]', server);
  const [cluster] = await clusters(text);
  expect(cluster?.director).toMatchObject({
    service: 'lvs-web-director',
    nodes: [{ target: { name: 'el7' } }, { target: { name: 'el9' }, initSystems: ['systemd'] }],
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

const fifteen = Array.from({ length: 15 }, (_, index) => index + 1).join(', ');

it.each<[name: string, services: string, targets: string]>([
  ['port 0 beside one port', '{ port: 80 }, { port: 0, persistence: 60 }', 'el7'],
  ['one port of two protocols', '{ port: 53 }, { port: 53, protocol: udp }', 'el7'],
  ['a mark beside every port', '{ mark: 1, ports: [80] }, { port: 0, persistence: 60 }', 'el7'],
  ['SCTP by a mark, where ipvsadm knows none', '{ mark: 1, ports: [80], protocol: sctp }', 'el6'],
  ['SCTP where ipvsadm knows it', '{ port: 80, protocol: sctp }', 'el8'],
  ['fifteen ports', `{ mark: 1, ports: [${fifteen}] }`, 'el6'],
])('takes %s', async (_, services, system) => {
  const lines = ['director:', `  targets: [${system}]`, '  interface: eth0', server];
  expect(await placesIn(web(...minimal, ...lines, `  services: [${services}]`))).toEqual([]);
});
