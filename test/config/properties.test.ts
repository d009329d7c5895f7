import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LvsgenError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { complaints, diagnosticsOf, loadYaml, resolveYaml } from './support.ts';

const keys = fc.oneof(
  fc.constantFrom(
    'clusters',
    'mode',
    'vips',
    'targets',
    'initSystems',
    'chkconfig',
    'levels',
    'start',
  ),
  fc.constantFrom(
    'arp',
    'ignore',
    'before',
    'director',
    'services',
    'realServers',
    'gateway',
    'port',
    'mark',
    '__proto__',
    'constructor',
    'web',
    '$schema',
  ),
  fc.string(),
);
const scalars = fc.oneof(
  fc.constantFrom<unknown>(
    'dr',
    'nat',
    'el6',
    'el7',
    'sysv',
    'systemd',
    '10.0.0.1',
    '::1',
    '-',
    345,
  ),
  fc.constantFrom<unknown>(
    'lvs-web',
    '\n',
    '\u202E',
    0,
    1,
    2,
    8,
    80,
    -1,
    1.5,
    1e300,
    null,
    true,
    '',
  ),
  fc.string({ unit: 'binary' }),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalars, fc.array(tie('value'), { maxLength: 3 }), tie('map')),
  map: fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
}));
/** Mostly right, or else no cluster would ever be. */
function mostly(...right: unknown[]): fc.Arbitrary<unknown> {
  const arbitrary = fc.oneof(anyValue, fc.array(scalars, { maxLength: 3 }));
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary });
}
const anyService = mostly(
  { port: 80 },
  { port: 0, persistence: 300, persistenceNetmask: '255.255.255.0' },
  { mark: 1, ports: [80, 443], scheduler: 'rr', vips: ['10.0.0.1'] },
  { port: 53, protocol: 'udp', scheduler: 'mh', persistencePrefix: 64 },
);
const anyDirector = fc.record({
  targets: mostly(['el7'], ['el9']),
  interface: mostly('eth0'),
  services: fc.array(anyService, { minLength: 1, maxLength: 2 }),
  realServers: mostly([{ address: '10.0.0.8' }, { address: '10.0.0.9', weight: 0 }]),
});
const common = {
  vips: mostly(['10.0.0.1'], ['10.0.0.1', '10.0.0.2']),
  targets: mostly(['el6'], ['el7', 'el6'], ['el7'], ['el9']),
  chkconfig: mostly(undefined, { levels: 35 }, { start: 11, stop: 99 }),
  before: mostly([], ['nginx']),
  director: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, anyDirector),
};
const anyCluster = fc.oneof(
  fc.record({
    mode: mostly('dr', 'tun'),
    ...common,
    initSystems: mostly(undefined, ['sysv'], ['systemd']),
    arp: mostly(undefined, { ignore: 8 }),
    looseReversePath: mostly(undefined, ['eth1']),
  }),
  fc.record({ mode: mostly('tun'), ...common, tunnel: mostly({ mss: 'off' }, { mss: 1400 }) }),
  fc.record({ mode: mostly('nat'), ...common, gateway: mostly('10.0.0.254') }),
);
const anyConfig = fc.oneof(
  anyValue,
  fc.record({
    clusters: fc.dictionary(fc.oneof(fc.constantFrom('web', 'api'), keys), anyCluster, {
      maxKeys: 3,
    }),
  }),
);

/** Nothing that a terminal would act upon, but for the line breaks of a frame. */
function isFitToPrint({ message, hint = '', key = '', frame = '' }: Diagnostic): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(
    message + hint + key + frame.replaceAll('\n', ''),
  );
}

describe('whatever a config is', () => {
  it('a value gives clusters or an error that says where and what', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(anyConfig, async (config) => {
        const found = await diagnosticsOf(() => {
          accepted += resolveConfig(config as never).clusters.length;
        });
        for (const diagnostic of found) {
          expect(diagnostic.message).not.toMatch(/undefined|\[object|Invalid|expected/);
          expect(isFitToPrint(diagnostic)).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('the same in JSON, which is YAML, gives the same answer with positions', async () => {
    await fc.assert(
      fc.asyncProperty(anyConfig, async (value) => {
        fc.pre(value !== null && value !== undefined);
        const text = JSON.stringify(value);
        const found = await diagnosticsOf(() => resolveYaml(text));
        for (const diagnostic of found) {
          expect(diagnostic.position).toBeDefined();
          expect(diagnostic.frame).toContain('^');
          expect(isFitToPrint(diagnostic)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('text gives clusters or an error', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'clusters:',
        '\n',
        '  ',
        '- ',
        'web:',
        ' mode: dr',
        '&a ',
        '*a',
        '{',
        '}',
        '[',
        ']',
      ),
      fc.constantFrom(
        ',',
        ': ',
        '|',
        '>',
        '%YAML 1.1',
        '---',
        '...',
        '!x ',
        '!!int ',
        '<<',
        '"',
        "'",
        '#',
        '\t',
      ),
      fc.constantFrom(
        '\0',
        '\r',
        '? ',
        '@',
        '!!set ',
        '!!binary ',
        '!!str ',
        '!!float ',
        '0x1',
        '~',
        '`',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        await complaints(pieces.join(''));
      }),
      { numRuns: 1_000 },
    );
  });

  it('bytes give clusters or an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (bytes) => {
        await diagnosticsOf(() => loadYaml(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('what is thrown is an LvsgenError', () => {
    expect(() => resolveConfig(null as never)).toThrow(LvsgenError);
  });
});
