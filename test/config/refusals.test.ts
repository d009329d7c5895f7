// Where each error and warning stands. The wordings stand in test/cases/refused.
import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import { diagnosticsOf, placeOf, placesIn } from './support.ts';

describe('an error stands', () => {
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

describe('a warning between clusters stands', () => {
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
      '  fourth: { mode: dr, vips: [10.0.0.3], targets: [el6], arp: { ignore: 8 } }',
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
      '10:72 warning clusters.fourth.arp.ignore',
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
});
