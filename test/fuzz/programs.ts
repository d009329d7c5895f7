import fc from 'fast-check';
import { resolveConfig } from '../../src/config/resolve.ts';
import { formFault } from './documented.ts';
import { hostileText } from './hostile.ts';
import { type Amount, type Failure, type Outcome, outcomeOf } from './outcome.ts';

/** What a program may put where a value is expected, and no text can. */
const odd: readonly (() => unknown)[] = [
  () => Symbol('x'),
  () => 10n ** 400n,
  () => new Date(Number.NaN),
  () => new Map([[1, 2]]),
  () => new Set(),
  () => /x/,
  () => () => 1,
  () => Promise.resolve(),
  () => new Error('\u001b[2J'),
  () => Object.create(null) as unknown,
  () => Object.create({ mode: 'dr' }) as unknown,
  () => new Proxy([], {}),
  () =>
    new Proxy(
      {},
      {
        ownKeys: () => ['a'],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
        get: () => new Proxy({}, {}),
      },
    ),
  () => {
    const list: unknown[] = [];
    list.push(list);
    return list;
  },
  () => {
    let wide: unknown = 1;
    for (let level = 0; level < 31; level += 1) wide = [wide, wide];
    return wide;
  },
  () => Object.assign([], { length: 2 ** 32 - 1 }),
  () => Object.assign([], { 3: 1 }),
  () => ({ [Symbol.iterator]: 1, toString: null, valueOf: 1 }),
  () => ({ toString: () => 'dr', toJSON: () => 'dr' }),
  () => JSON.parse('{"__proto__": {"mode": "dr"}, "constructor": 1}') as unknown,
  () => Number.NaN,
  () => -0,
  () => Infinity,
  () => new String('dr'),
  () => new Uint8Array(3),
  () => undefined,
  () => process.env,
  () =>
    new (class Named {
      mode = 'dr';
    })(),
];
const anyOdd = fc.constantFrom(...odd).map((make) => make());
const keys = [
  'mode',
  'vips',
  'targets',
  'description',
  'director',
  'arp',
  'before',
  'chkconfig',
  'rpm',
];

const anyConfig: fc.Arbitrary<unknown> = fc.oneof(
  anyOdd,
  fc.anything({
    maxDepth: 3,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSparseArray: true,
  }),
  fc.record({
    clusters: fc.oneof(anyOdd, fc.dictionary(fc.constantFrom('web', '__proto__', 'a'), anyOdd)),
  }),
  fc
    .tuple(
      fc.constantFrom(...keys),
      fc.oneof(anyOdd, hostileText, fc.anything({ withNullPrototype: true })),
    )
    .map(([key, value]) => ({
      clusters: { web: { mode: 'dr', vips: ['10.0.0.1'], targets: ['el7'], [key]: value } },
    })),
);

/** Whatever a program makes a config of, it is understood or refused in the documented form. */
export async function fuzzPrograms({ seed, runs }: Amount): Promise<Outcome> {
  const failures: Failure[] = [];
  for (const [run, config] of fc.sample(anyConfig, { seed, numRuns: runs }).entries()) {
    try {
      resolveConfig(config as never);
    } catch (error) {
      const why = formFault(error, false);
      if (why !== undefined)
        failures.push({ seed, run, input: fc.stringify(config).slice(0, 2000), why });
    }
    await Promise.resolve();
  }
  return outcomeOf(runs, failures);
}
