import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Config } from '../../src/config/schema.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { anyConfig } from '../cases/any-config.ts';
import { complaints, inOneLine, resolveYaml } from './support.ts';

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
    expect(await complaints(text.join('\n'))).toEqual([
      expect.stringMatching(/^1:44 error defaults\.arp\.ignore: arp\.ignore 4 is reserved/),
      expect.stringMatching(/^1:49 error defaults\.colour: there is no key "colour" in a cluster/),
      expect.stringMatching(/^4:55 error clusters\.b\.arp\.announce: /),
    ]);
  });

  it('are told once what the rules have against them, too', async () => {
    const text = [
      'defaults: { targets: [el6], initSystems: [systemd] }',
      'clusters: { a: { mode: dr, vips: [192.0.2.10] }, b: { mode: dr, vips: [192.0.2.11] } }',
    ];
    expect(await complaints(text.join('\n'))).toEqual([
      expect.stringMatching(/^1:\d+ error defaults\.initSystems/),
    ]);
  });

  it('do not hide what a cluster misses', async () => {
    const text = ['defaults: { mode: dr }', 'clusters:', '  web: { vips: [192.0.2.10] }'];
    expect(await complaints(text.join('\n'))).toEqual([
      expect.stringMatching(/^3:3 error clusters\.web\.targets: targets is missing/),
    ]);
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
    expect(await complaints(text)).toEqual([
      expect.stringMatching(/^1:\d+ error defaults: defaults .* must be a map of keys/),
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('have no key %s', async (key) => {
    const text = `defaults: { ${key}: { mode: nat } }\nclusters: { a: { mode: dr, vips: [192.0.2.10], targets: [el7] } }`;
    expect(await complaints(text)).toEqual([
      expect.stringMatching(`^1:13 error defaults.${key}: there is no key`),
    ]);
    expect(({} as { mode?: string }).mode).toBeUndefined();
  });

  it('that clusters share by standing there are told once', async () => {
    const text = [
      'defaults: { mode: dr, targets: [el7], vips: [192.0.2.10] }',
      'clusters: { a: {}, b: {}, c: {} }',
    ];
    const { warnings } = await resolveYaml(text.join('\n'));
    expect(warnings.map(inOneLine)).toEqual([
      '1:46 warning defaults.vips[0]: 192.0.2.10 is a VIP of the cluster a too: on a host that runs both, it stays up until both have stopped [that is right for farms that serve other ports of it, and else a slip]',
    ]);
  });

  it.each([
    ['wrong', '192.0.2.300', 2000, 1900],
    ['right', '192.0.2.', 600, 250],
  ])(
    'that are %s are told of in bounded number, however often they count',
    async (_, vip, count, vips) => {
      const lists = Array.from({ length: vips }, (_none, index) =>
        vip.endsWith('.') ? `${vip}${index}` : vip,
      );
      const names = Array.from({ length: count }, (_none, index) => `c${index}: {}`);
      const text = `defaults: { mode: dr, targets: [el7], vips: [${lists.join(', ')}] }\nclusters: { ${names.join(', ')} }\n`;
      expect((await complaints(text)).length).toBeLessThan(1002);
    },
  );

  it('are not read where they would be millions', async () => {
    const vips = Array.from({ length: 2000 }, () => '192.0.2.1').join(', ');
    const names = Array.from({ length: 2000 }, (_none, index) => `c${index}: {}`).join(', ');
    expect(await complaints(`defaults: { vips: [${vips}] }\nclusters: { ${names} }\n`)).toEqual([
      expect.stringMatching(
        /^1:1 error defaults: defaults would put 4004000 values into the clusters/,
      ),
    ]);
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
