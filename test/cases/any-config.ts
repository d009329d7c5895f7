import fc from 'fast-check';
import type { ClusterConfig, PlainConfig } from '../../src/index.ts';

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
  .filter(([first, second]) => first !== 127 && first !== 198 && !(first === 169 && second === 254))
  .map((numbers) => numbers.join('.'));

const levels = fc.oneof(
  fc.constant('-'),
  fc.shuffledSubarray(Array.from('0123456'), { minLength: 1 }).map((digits) => digits.join('')),
);

/** What a target can have: CentOS 6 has no systemd, and the later ones no init scripts. */
const system = fc.oneof(
  fc
    .shuffledSubarray(['el6', 'el7', 'el8', 'el9'] as const, { minLength: 1 })
    .map((targets) => ({ targets })),
  fc.constantFrom<Pick<ClusterConfig, 'targets' | 'initSystems'>>(
    { targets: ['el7'], initSystems: ['systemd'] },
    { targets: ['el7'], initSystems: ['sysv'] },
    { targets: ['el7'], initSystems: ['systemd', 'sysv'] },
  ),
);

const priority = fc.nat(99);
const any = { requiredKeys: [] };
const interfaces = ['eth0', 'eth1', 'bond0.100', 'p1p1'] as const;
const vips = fc.uniqueArray(vip, { minLength: 1, maxLength: 5 });

const onNode = {
  chkconfig: fc.record({ levels, start: priority, stop: priority }, any),
  before: fc.uniqueArray(fc.constantFrom('nginx', 'haproxy.service', 'named@internal', 'web')),
};
const holding = {
  arp: fc.record(
    {
      ignore: fc.constantFrom(1, 2, 3, 8),
      announce: fc.constantFrom(1, 2),
      onStop: fc.constantFrom('restore', 'keep'),
    },
    any,
  ),
  looseReversePath: fc.uniqueArray(fc.constantFrom(...interfaces)),
};
const common = { description, ...onNode };
const mss = fc.oneof(fc.constant('off' as const), fc.integer({ min: 536, max: 1480 }));

const services = fc
  .uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 4 })
  .chain((ports) =>
    fc.tuple(
      ...ports.map((port, i) =>
        fc.oneof(
          fc.record(
            {
              port: fc.constant(port),
              protocol: fc.constantFrom('tcp' as const, 'udp' as const),
              scheduler: fc.constantFrom('rr' as const, 'wlc' as const, 'sh' as const),
              persistence: fc.integer({ min: 1, max: 86_400 }),
            },
            { requiredKeys: ['port'] },
          ),
          fc.record({ mark: fc.constant(i + 1), ports: fc.constant([port]) }),
        ),
      ),
    ),
  );

/** Real servers in 198.18.0.0/15, where no VIP is. */
const realServers = fc
  .uniqueArray(fc.integer({ min: 1, max: 250 }), { minLength: 1, maxLength: 5 })
  .chain((hosts) =>
    fc.tuple(
      ...hosts.map((host) =>
        fc.record(
          { address: fc.constant(`198.18.0.${host}`), weight: fc.nat(65_535) },
          { requiredKeys: ['address'] },
        ),
      ),
    ),
  );
const director = fc
  .tuple(
    fc.record({ interface: fc.constantFrom(...interfaces), services, realServers }),
    system,
    fc.record(
      {
        ...onNode,
        vips: fc.constantFrom('interface' as const, 'external' as const),
        expireNodestConn: fc.boolean(),
        expireQuiescentTemplate: fc.boolean(),
        timeouts: fc.record({ tcp: fc.nat(7200), tcpFin: fc.nat(600), udp: fc.nat(600) }, any),
      },
      any,
    ),
  )
  .map(([required, targets, more]) => ({ ...required, ...targets, ...more }));

const modes = fc.oneof(
  fc.record(
    { mode: fc.constant('dr' as const), vips, director, ...common, ...holding },
    { requiredKeys: ['mode', 'vips'] },
  ),
  fc.record(
    {
      mode: fc.constant('tun' as const),
      vips,
      director,
      tunnel: fc.record({ mss }, any),
      ...common,
      ...holding,
    },
    { requiredKeys: ['mode', 'vips'] },
  ),
  fc.record(
    {
      mode: fc.constant('nat' as const),
      vips,
      gateway: fc.constant('198.18.0.254'),
      director,
      ...common,
    },
    { requiredKeys: ['mode', 'vips', 'gateway'] },
  ),
);

const cluster = fc.tuple(modes, system).map(([mode, targets]) => ({ ...mode, ...targets }));

/** Any config that is right. */
export const anyConfig: fc.Arbitrary<PlainConfig> = fc
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
