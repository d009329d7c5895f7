import { describe, expect, it } from 'vitest';

import { resolveConfig } from '../../src/config/resolve.ts';
import { complaints, diagnosticsOf, minimal, web } from './support.ts';

const clusterKeys =
  'description, mode, vips, targets, initSystems, chkconfig, before, guard, arp, looseReversePath, rpm, director';

describe('unknown keys', () => {
  it.each([
    [
      'vip: 1',
      '6:5 error clusters.web.vip: there is no key "vip" in a cluster [did you mean vips?]',
    ],
    [
      'VIPS: 1',
      '6:5 error clusters.web.VIPS: there is no key "VIPS" in a cluster [did you mean vips?]',
    ],
    [
      'tragets: 1',
      '6:5 error clusters.web.tragets: there is no key "tragets" in a cluster [did you mean targets?]',
    ],
    [
      'chkconfig: { level: 1 }',
      '6:18 error clusters.web.chkconfig.level: there is no key "level" in chkconfig [did you mean levels?]',
    ],
    [
      'arp: { anounce: 1 }',
      '6:12 error clusters.web.arp.anounce: there is no key "anounce" in arp [did you mean announce?]',
    ],
    [
      'colour: 1',
      `6:5 error clusters.web.colour: there is no key "colour" in a cluster [the keys here are ${clusterKeys}]`,
    ],
    [
      'weight: 1',
      '6:5 error clusters.web.weight: there is no key "weight" in a cluster [it belongs further down: clusters.<name>.director.realServers[].weight]',
    ],
    [
      'levels: "-"',
      '6:5 error clusters.web.levels: there is no key "levels" in a cluster [it belongs further down: clusters.<name>.chkconfig.levels]',
    ],
    [
      '__proto__: { mode: dr }',
      `6:5 error clusters.web.__proto__: there is no key "__proto__" in a cluster [the keys here are ${clusterKeys}]`,
    ],
    [
      'constructor: 1',
      `6:5 error clusters.web.constructor: there is no key "constructor" in a cluster [the keys here are ${clusterKeys}]`,
    ],
    [
      'toString: 1',
      `6:5 error clusters.web.toString: there is no key "toString" in a cluster [the keys here are ${clusterKeys}]`,
    ],
    [
      '"<<": { before: [a] }',
      '6:5 error clusters.web["<<"]: there is no key "<<" in a cluster [a merge key stands in YAML, without quotes]',
    ],
    [
      '"a\\u001b[31m": 1',
      `6:5 error clusters.web["a\\u001b[31m"]: there is no key "a\\u001b[31m" in a cluster [the keys here are ${clusterKeys}]`,
    ],
  ])('%s', async (line, complaint) => {
    expect(await complaints(web(...minimal, line))).toEqual([complaint]);
  });

  it('are told one by one', async () => {
    const text = web(...minimal, 'vip: 1', 'target: 1');
    expect(await complaints(text)).toEqual([
      expect.stringMatching(/^6:5 .*did you mean vips/),
      expect.stringMatching(/^7:5 .*did you mean targets/),
    ]);
  });

  it.each(['__proto__', 'constructor'])('include %s at the top', async (key) => {
    const text = `${key}: 1\nclusters: { web: { mode: dr, vips: [10.0.0.1], targets: [el7] } }\n`;
    expect(await complaints(text)).toEqual([
      `1:1 error ${key}: there is no key "${key}" at the top of a config [the keys here are $schema, templates, defaults, clusters]`,
    ]);
  });

  it('include __proto__ as a cluster, which no name can be', async () => {
    const text = 'clusters: { __proto__: { mode: dr, vips: [10.0.0.1], targets: [el7] } }\n';
    expect(await complaints(text)).toEqual([
      expect.stringMatching(/^1:13 error clusters\.__proto__: "__proto__" is not a name/),
    ]);
  });

  it('include __proto__ as an own key of an object', async () => {
    const config = JSON.parse(
      '{"clusters":{"web":{"mode":"dr","vips":["10.0.0.1"],"targets":["el7"],"__proto__":{}}}}',
    ) as never;
    const found = await diagnosticsOf(() => resolveConfig(config));
    expect(found.map(({ key }) => key)).toEqual(['clusters.web.__proto__']);
  });
});
