import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Config } from '../../src/config/schema.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { anyConfig } from '../cases/any-config.ts';
import { placeOf, placesIn, resolveYaml } from './support.ts';

const realServers = 'realServers: [{ address: 192.0.2.21 }]';

async function clusters(...lines: string[]): Promise<unknown> {
  return (await resolveYaml(lines.join('\n'))).clusters;
}

describe('defaults', () => {
  it('lie under each cluster, key by key, and lists are replaced', async () => {
    const shared = [
      'defaults: { mode: dr, targets: [el6, el7], arp: { ignore: 2, onStop: keep }, before: [nginx] }',
      'clusters:',
      '  web: { vips: [192.0.2.10], arp: { ignore: 8 } }',
      '  mail: { vips: [192.0.2.11], targets: [el9], before: [] }',
    ];
    const complete = [
      'clusters:',
      '  web: { mode: dr, targets: [el6, el7], vips: [192.0.2.10], arp: { ignore: 8, onStop: keep }, before: [nginx] }',
      '  mail: { mode: dr, targets: [el9], vips: [192.0.2.11], arp: { ignore: 2, onStop: keep }, before: [] }',
    ];
    expect(await clusters(...shared)).toEqual(await clusters(...complete));
  });

  it('leave out what a mode does not have', async () => {
    const text = [
      'defaults: { targets: [el7], arp: { ignore: 2 }, gateway: 10.0.0.1, tunnel: { mss: 1400 }, director: { insideInterface: eth1, targets: [el7], interface: eth0, services: [{ port: 80 }] } }',
      'clusters:',
      `  a: { mode: dr, vips: [192.0.2.10], director: { ${realServers} } }`,
      '  b: { mode: tun, vips: [192.0.2.11] }',
      `  c: { mode: nat, vips: [192.0.2.12], director: { ${realServers} } }`,
    ];
    expect(await clusters(...text)).toMatchObject([
      { mode: 'dr', arp: { ignore: 2 }, director: { interface: 'eth0' } },
      { mode: 'tun', arp: { ignore: 2 }, tunnel: { mss: 1400 } },
      { mode: 'nat', gateway: '10.0.0.1', director: { insideInterface: 'eth1' } },
    ]);
  });

  it('give a director only to a cluster that has one', async () => {
    const text = [
      `defaults: { mode: dr, targets: [el7], director: { targets: [el7], interface: eth0, services: [{ port: 80 }], ${realServers} } }`,
      'clusters:',
      '  a: { vips: [192.0.2.10] }',
      '  b: { vips: [192.0.2.11], director: {} }',
    ];
    const [first, second] = (await resolveYaml(text.join('\n'))).clusters;
    expect(first?.director).toBeUndefined();
    expect(second?.director).toMatchObject({ interface: 'eth0', realServers: [{}] });
  });

  it('are told what is wrong with them once, where they are written', async () => {
    const text = [
      'defaults: { targets: [el7], arp: { ignore: 4 }, colour: red, chkconfig: { start: 5 } }',
      'clusters:',
      '  a: { mode: dr, vips: [192.0.2.10] }',
      '  b: { mode: dr, vips: [192.0.2.11], arp: { announce: 3 } }',
    ];
    expect(await placesIn(text.join('\n'))).toEqual([
      '1:44 error defaults.arp.ignore',
      '1:49 error defaults.colour',
      '4:55 error clusters.b.arp.announce',
    ]);
  });

  it('are told once what the rules have against them, too', async () => {
    const text = [
      'defaults: { targets: [el6], initSystems: [systemd] }',
      'clusters: { a: { mode: dr, vips: [192.0.2.10] }, b: { mode: dr, vips: [192.0.2.11] } }',
    ];
    expect(await placesIn(text.join('\n'))).toEqual(['1:43 error defaults.initSystems[0]']);
  });

  it('do not hide what a cluster misses', async () => {
    const text = ['defaults: { mode: dr }', 'clusters:', '  web: { vips: [192.0.2.10] }'];
    expect(await placesIn(text.join('\n'))).toEqual(['3:3 error clusters.web.targets']);
  });

  it('are no wish of a cluster in which they have no effect', async () => {
    const text = [
      'defaults: { targets: [el7], initSystems: [systemd], chkconfig: { start: 70 } }',
      'clusters: { a: { mode: dr, vips: [192.0.2.10] } }',
    ];
    expect((await resolveYaml(text.join('\n'))).warnings).toEqual([]);
  });

  it.each(['1', '[]', 'text', '~'])('have to be a map: not %s', async (value) => {
    const text = `defaults: ${value}\nclusters: { a: { mode: dr, vips: [192.0.2.10], targets: [el7] } }`;
    expect(await placesIn(text)).toEqual([expect.stringMatching(/^1:\d+ error defaults$/)]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('have no key %s', async (key) => {
    const text = `defaults: { ${key}: { mode: nat } }\nclusters: { a: { mode: dr, vips: [192.0.2.10], targets: [el7] } }`;
    expect(await placesIn(text)).toEqual([`1:13 error defaults.${key}`]);
    expect(({} as { mode?: string }).mode).toBeUndefined();
  });

  it('that clusters share by standing there are told once', async () => {
    const text = [
      'defaults: { mode: dr, targets: [el7], vips: [192.0.2.10] }',
      'clusters: { a: {}, b: {}, c: {} }',
    ];
    const { warnings } = await resolveYaml(text.join('\n'));
    expect(warnings.map(placeOf)).toEqual(['1:46 warning defaults.vips[0]']);
  });

  it('of all that one cluster says mean the same as the cluster by itself', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        for (const [name, { vips, director, ...rest }] of Object.entries(config.clusters)) {
          const own = director === undefined ? { vips } : { vips, director: {} };
          const defaults = director === undefined ? rest : { ...rest, director };
          const sharing = { defaults, clusters: { [name]: own } } as Config;
          const plain = { clusters: { [name]: config.clusters[name] } } as Config;
          expect(resolveConfig(sharing).clusters).toEqual(resolveConfig(plain).clusters);
        }
      }),
      { numRuns: 50 },
    );
  });
});
