// Many VIPs: the number of processes stays, and lists are not too long for anything.
import { test } from 'vitest';
import { play, type Cluster } from './host.ts';
import { kinds, type Kind } from './kinds.ts';

const many = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `10.9.${i >> 8}.${i & 255}`);
const withVips = (cluster: Cluster, vips: readonly string[]): Cluster =>
  ({ ...cluster, vips }) as Cluster;

/** Directors announce each VIP by a program of its own. */
const counted = [
  'DR on el6',
  'DR on el7',
  'TUN with iptables',
  'TUN with nft',
  'director of DR, marks by nft',
].map((name): Kind => kinds.find((kind) => kind.name === name) ?? kinds[0]);

test.for(counted)('$name', (kind) =>
  play(
    kind,
    { web: withVips(kind.web, many(1)), changed: withVips(kind.web, many(1000)) },
    `
    $ processes start status reload stop > /run/few
    $ upgrade; processes start status reload stop > /run/many; awk '$2 > 60' /run/many
    $ paste -d' ' /run/few /run/many | awk '{ print $1, $4 - $2 }' | in_one_line
    start ${kind.name.startsWith('director') ? 999 : 0}, status 0, reload 0, stop 0
    $ since before
    $ codes start; ip -o addr show to 10.9.0.0/16 | wc -l
    start 0
    1000
    $ web stop
    $ since before
    `,
  ),
);

test('lists that are too long for an argument', () =>
  play(
    kinds[0],
    { web: withVips(kinds[0].web, many(8000)), changed: withVips(kinds[0].web, many(7999)) },
    `
    $ codes start status
    start 0, status 0
    $ upgrade; codes reload status
    reload 0, status 0
    $ ip -o addr show to 10.9.0.0/16 | wc -l
    7999
    $ codes stop status
    stop 0, status 3
    $ since before
    `,
  ));
