// Many VIPs: the number of processes stays, and lists are not too long for anything.
import { play, test, type Cluster } from './host.ts';
import { kindNamed } from './kinds.ts';

const many = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `10.9.${i >> 8}.${i & 255}`);
const withVips = (cluster: Cluster, vips: readonly string[]): Cluster => ({ ...cluster, vips });

/** Directors announce each VIP by a program of its own. */
const counted: readonly [name: string, vips: number, more: number][] = [
  ['DR on el7', 1000, 0],
  ['TUN with iptables', 100, 0],
  ['TUN with nft', 1000, 0],
  ['director of DR, marks by nft', 50, 49],
];

test.for(counted)('%s: %i VIPs take no more processes than one', ([name, vips, more]) => {
  const kind = { ...kindNamed(name), hostile: false };
  return play(
    kind,
    { web: withVips(kind.web, many(1)), changed: withVips(kind.web, many(vips)) },
    `
    $ stand_in arping 'exit 0'; processes start status reload stop > /run/one
    $ upgrade; processes start status reload stop > /run/many
    $ paste -d' ' /run/one /run/many | awk '{ print $1, $4 - $2 }' | in_one_line
    start ${more}, status 0, reload 0, stop 0
    $ awk '$2 > ${name.startsWith('director') ? 240 : 90}' /run/many
    $ since before
    $ codes start status; ip -o addr show to 10.9.0.0/16 | wc -l
    start 0, status 0
    ${vips}
    $ codes stop
    stop 0
    $ since before
    `,
  );
});

test('lists that are too long for an argument', () => {
  const kind = kindNamed('DR on el6');
  return play(
    kind,
    { web: withVips(kind.web, many(7000)) },
    `
    $ codes start; ip -o addr show to 10.9.0.0/16 | wc -l
    start 0
    7000
    $ codes stop
    stop 0
    $ since before
    `,
  );
});
