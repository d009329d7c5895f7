import fc from 'fast-check';
import type { ClusterConfig, Config } from '../../src/index.ts';

const clusterName = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,20}$/)
  .filter((name) => !name.endsWith('-director'));

/** Any text in one line; what hides or turns text around is refused, and so left out. */
const description = fc
  .oneof(
    fc.string({
      unit: fc.constantFrom(...Array.from(`a %'"\\$\`()#;&|<>*?[]{}~!-=`)),
      minLength: 1,
    }),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  )
  .filter((text) => text.trim() !== '' && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text));

/** An address of a host, neither in a reserved range nor in the multicast ones. */
const vip = fc
  .tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.nat(255))
  .filter(([first, second]) => first !== 127 && !(first === 169 && second === 254))
  .map((numbers) => numbers.join('.'));

const levels = fc.oneof(
  fc.constant('-'),
  fc.shuffledSubarray(Array.from('0123456'), { minLength: 1 }).map((digits) => digits.join('')),
);

/** What a target can have: CentOS 6 has no systemd. */
const system = fc.oneof(
  fc.constantFrom({ targets: ['el6'] }, { targets: ['el6', 'el7'] }, { targets: ['el7', 'el6'] }),
  fc.constantFrom(
    { targets: ['el7'], initSystems: ['systemd'] },
    { targets: ['el7'], initSystems: ['sysv'] },
    { targets: ['el7'], initSystems: ['systemd', 'sysv'] },
  ),
) as fc.Arbitrary<Pick<ClusterConfig, 'targets' | 'initSystems'>>;

const priority = fc.nat(99);

const optional = fc.record(
  {
    description,
    chkconfig: fc.record({ levels, start: priority, stop: priority }, { requiredKeys: [] }),
    before: fc.uniqueArray(fc.constantFrom('nginx', 'haproxy.service', 'named@internal', 'web')),
    arp: fc.record(
      {
        ignore: fc.constantFrom(1, 2, 8),
        announce: fc.constantFrom(1, 2),
        onStop: fc.constantFrom('restore', 'keep'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const cluster: fc.Arbitrary<ClusterConfig> = fc
  .tuple(system, fc.uniqueArray(vip, { minLength: 1, maxLength: 5 }), optional)
  .map(([targets, vips, more]) => ({ mode: 'dr', vips, ...targets, ...more }));

/** Any config that is right. */
export const anyConfig: fc.Arbitrary<Config> = fc
  .dictionary(clusterName, cluster, { minKeys: 1, maxKeys: 3, noNullPrototype: true })
  .map((clusters) => ({ clusters }));

/** The same config with the keys of every map in another order. */
export function shuffledKeys<Value>(value: Value, numbers: Iterator<number>): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    const rank = Number(numbers.next().value);
    return { rank, entry: [key, shuffledKeys(item, numbers)] as const };
  });
  entries.sort((left, right) => left.rank - right.rank);
  return Object.fromEntries(entries.map(({ entry }) => entry)) as Value;
}
