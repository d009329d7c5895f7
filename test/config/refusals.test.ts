// Where each error and warning stands. The wordings stand in test/cases/refused.
import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import { diagnosticsOf, minimal, placeOf, placesIn, web } from './support.ts';

const [mode, vips, targets] = minimal;

describe('an error of one key stands', () => {
  it.each<[lines: string[], place: string]>([
    [[vips, targets], '2:3 error clusters.web.mode'],
    [[mode, targets], '2:3 error clusters.web.vips'],
    [['mode: [dr]', vips, targets], '3:11 error clusters.web.mode'],
    [['mode:', vips, targets], '3:5 error clusters.web.mode'],
    [[mode, 'vips: []', targets], '4:11 error clusters.web.vips'],
    [[mode, 'vips:', targets], '4:5 error clusters.web.vips'],
    [[mode, 'vips: [{ a: 1 }]', targets], '4:12 error clusters.web.vips[0]'],
    [[mode, 'vips: [3232238092]', targets], '4:12 error clusters.web.vips[0]'],
    [[mode, 'vips:\n      - 192.168.10.300', targets], '5:9 error clusters.web.vips[0]'],
    [[mode, vips, 'targets: [debian]'], '5:15 error clusters.web.targets[0]'],
    [[...minimal, 'initSystems: []'], '6:18 error clusters.web.initSystems'],
    [[...minimal, 'arp: { ignore: 7 }'], '6:20 error clusters.web.arp.ignore'],
    [[...minimal, 'arp: { ignore: "1" }'], '6:20 error clusters.web.arp.ignore'],
    [[...minimal, 'arp:'], '6:5 error clusters.web.arp'],
    [
      [...minimal, 'chkconfig: { stop: 99999999999999999999 }'],
      '6:24 error clusters.web.chkconfig.stop',
    ],
    [[...minimal, 'chkconfig: { start: 080 }'], '6:25 error clusters.web.chkconfig.start'],
    [[...minimal, 'chkconfig: { levels: 3345 }'], '6:26 error clusters.web.chkconfig.levels'],
    [[...minimal, 'before: [nginx, etc/nginx]'], '6:21 error clusters.web.before[1]'],
    [[...minimal, 'description: 5'], '6:18 error clusters.web.description'],
    [[...minimal, 'vip: 1'], '6:5 error clusters.web.vip'],
    [[...minimal, '__proto__: { mode: dr }'], '6:5 error clusters.web.__proto__'],
    [[...minimal, 'constructor: 1'], '6:5 error clusters.web.constructor'],
    [[...minimal, '"<<": { before: [a] }'], '6:5 error clusters.web["<<"]'],
    [[...minimal, '"a\\u001b[31m": 1'], '6:5 error clusters.web["a\\u001b[31m"]'],
    [['mode: dsr', vips, targets, 'gateway: 10.0.0.1'], '3:11 error clusters.web.mode'],
  ])('%j', async (lines, place) => {
    expect(await placesIn(web(...lines))).toEqual([place]);
  });

  it.each([
    ['clusters: {}', '1:11 error clusters'],
    ['clusters:', '1:1 error clusters'],
    ['[]', '1:1 error -'],
    ['web', '1:1 error -'],
    ['$schema: x', '1:1 error clusters'],
    ['clusters:\n  web:\n', '2:3 error clusters.web'],
    [
      'clusters: { __proto__: { mode: dr, vips: [10.0.0.1], targets: [el7] } }',
      '1:13 error clusters.__proto__',
    ],
  ])('in %j', async (text, place) => {
    expect(await placesIn(text)).toEqual([place]);
  });
});

describe('an error or a warning between keys stands', () => {
  it.each<[lines: string[], ...places: string[]]>([
    [[mode, 'vips: [10.0.0.1, 10.0.0.1]', targets], '4:22 error clusters.web.vips[1]'],
    [[mode, vips, 'targets: [el7, el7]'], '5:20 error clusters.web.targets[1]'],
    [[...minimal, 'initSystems: [sysv, sysv]'], '6:25 error clusters.web.initSystems[1]'],
    [[...minimal, 'before: [nginx, nginx.service]'], '6:21 error clusters.web.before[1]'],
    [[...minimal, 'initSystems: [sysv, systemd]'], '6:25 error clusters.web.initSystems[1]'],
    [[...minimal, 'before: [nginx, lvs-web]'], '6:21 error clusters.web.before[1]'],
    [
      [mode, vips, 'targets: [el6]', 'rpm: { version: 1~2 }'],
      '6:21 error clusters.web.rpm.version',
    ],
    [[mode, vips, 'targets: [el6]', 'before: [nginx]'], '6:5 warning clusters.web.before'],
    [[...minimal, 'before: [nginx]']],
    [
      [mode, vips, 'targets: [el7]', 'initSystems: [systemd]', 'chkconfig: { start: 80 }'],
      '7:5 warning clusters.web.chkconfig',
    ],
    [
      [mode, vips, 'targets: [el7]', 'chkconfig: { start: 10 }'],
      '6:25 warning clusters.web.chkconfig.start',
    ],
    [
      [mode, vips, 'targets: [el7]', 'chkconfig: { stop: 91 }'],
      '6:24 warning clusters.web.chkconfig.stop',
    ],
    [[...minimal, 'chkconfig: { start: 11, stop: 90 }']],
    [[mode, 'vips: [2001:db8::1]', targets]],
    [[mode, 'vips: [2001:db8::1]', targets, 'arp: { ignore: 8 }'], '6:5 warning clusters.web.arp'],
    [
      [mode, 'vips: [2001:db8::1]', targets, 'looseReversePath: [eth1]'],
      '6:5 warning clusters.web.looseReversePath',
    ],
    [[...minimal, 'arp: { ignore: 8 }'], '6:20 warning clusters.web.arp.ignore'],
  ])('%j', async (lines, ...places) => {
    expect(await placesIn(web(...lines))).toEqual(places);
  });

  const farm = (name: string, vip: string, services: string): string =>
    `  ${name}: { mode: dr, vips: [${vip}], targets: [el7], director: { targets: [el7], interface: eth0, services: [${services}], realServers: [{ address: 10.0.0.9 }] } }\n`;

  it('at the later of two clusters, once for each service and VIP', async () => {
    const first = farm('a', '10.0.0.1, 10.0.0.2', '{ port: 80 }, { mark: 7, ports: [25] }');
    const same = farm('b', '10.0.0.2, 10.0.0.1', '{ port: 80 }, { mark: 7, ports: [110] }');
    expect(await placesIn(`clusters:\n${first}${same}`)).toEqual([
      '3:25 warning clusters.b.vips[0]',
      '3:35 warning clusters.b.vips[1]',
      '3:118 warning clusters.b.director.services[0]',
      '3:132 warning clusters.b.director.services[1]',
    ]);
    const other = farm('b', '10.0.0.3', '{ port: 80 }');
    expect(await placesIn(`clusters:\n${first}${other}`)).toEqual([]);
  });
});

describe('what is wrong with a config', () => {
  it('is told all at once, with the warnings, in the order of the file', async () => {
    const text = [
      'clusterz: 1',
      'clusters:',
      '  Second: { mode: dr, vips: [10.0.0.1, 10.0.0.1], targets: [el7] }',
      '  first:',
      '    mode: dsr',
      '    vips: 10.0.0.1',
      '    targets: [el5]',
      '    arp: { ignore: 0 }',
      '  third: { mode: dr, vips: [10.0.0.2], targets: [el6], initSystems: [systemd] }',
      '  fourth: { mode: dr, vips: [10.0.0.3], targets: [el6], before: [x] }',
    ];
    expect(await placesIn(text.join('\n'))).toEqual([
      '1:1 error clusterz',
      '3:3 error clusters.Second',
      '3:40 error clusters.Second.vips[1]',
      '5:11 error clusters.first.mode',
      '6:11 error clusters.first.vips',
      '7:15 error clusters.first.targets[0]',
      '8:20 error clusters.first.arp.ignore',
      '9:70 error clusters.third.initSystems[0]',
      '10:57 warning clusters.fourth.before',
    ]);
  });

  it('has no positions when it is a value of the program, and keeps the order of its keys', async () => {
    const config = JSON.parse(
      '{"clusters": {"b": {"mode": "dsr", "vips": ["10.1"], "__proto__": 1}, "a": null}}',
    ) as never;
    const found = await diagnosticsOf(() => resolveConfig(config));
    expect(found.map(placeOf)).toEqual([
      'error clusters.b.mode',
      'error clusters.b.vips[0]',
      'error clusters.b.targets',
      'error clusters.b.__proto__',
      'error clusters.a',
    ]);
  });

  it('says where the first of two is, by its key when there is no file', async () => {
    const vips = ['10.0.0.1', '10.0.0.1'];
    const found = await diagnosticsOf(() =>
      resolveConfig({ clusters: { web: { mode: 'dr', vips, targets: ['el7'] } } }),
    );
    expect(found[0]?.message).toMatch(/ \(the first is clusters\.web\.vips\[0\]\)$/);
  });

  it('is told a thousand times at most, errors before warnings', async () => {
    const bad = Array.from({ length: 1500 }, (_, index) => `"x${index}"`).join(', ');
    const found = await placesIn(`clusters: { web: { mode: dr, vips: [${bad}], targets: [el7] } }`);
    expect(found).toHaveLength(1001);
    expect(found.at(-1)).toBe('error -');
    const names = Array.from(
      { length: 1200 },
      (_, index) => `c${index}: { <<: *web, vips: [10.0.0.1] }`,
    );
    const shared = `web: &web { mode: dr, vips: [10.0.0.1], targets: [el7] }, ${names.join(', ')}`;
    expect(await placesIn(`clusters: { ${shared} }`)).toHaveLength(1001);
    expect(await placesIn(`clusters: { ${shared}, last: {} }`)).toContainEqual(
      expect.stringMatching(/ error clusters\.last\.mode$/),
    );
  });
});
