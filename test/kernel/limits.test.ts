// Many VIPs: the number of processes stays, and lists are not too long for anything.
import { play, test } from './host.ts';
import { kindNamed, type Cluster } from './kinds.ts';

const many = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `110.109.${100 + (i >> 7)}.${100 + (i & 127)}`);
const withVips = (cluster: Cluster, vips: readonly string[]): Cluster => ({ ...cluster, vips });

/** 5,100 are too many for one argument. Directors announce each VIP by a program of its own. */
const counted: readonly [name: string, vips: number, more: number][] = [
  ['DR on el7', 5100, 0],
  ['TUN with iptables', 100, 0],
  ['TUN with nft', 100, 0],
  ['director of DR, marks by nft', 50, 49],
];

test.for(counted)('%s: %i VIPs take no more processes than one', ([name, vips, more]) => {
  const kind = { ...kindNamed(name), hostile: false };
  return play(
    kind,
    { web: withVips(kind.web, many(1)), changed: withVips(kind.web, many(vips)) },
    `
    $ stand_in arping 'exit 0'; last() { read -r _ _ _ _ last < /proc/loadavg; }
    $ count() { last; first=$last; invoke web $1 > /run/output 2>&1 || echo "exit $?"; last; echo $1 $((last - first)); }
    $ for action in start status reload stop; do count $action; done > /run/one
    $ upgrade; for action in start status reload; do count $action; done > /run/many; ip -o addr show to 110.109.0.0/16 | wc -l
    ${vips}
    $ count stop >> /run/many; paste -d' ' /run/one /run/many | awk '{ print $1, $4 - $2 }'
    start ${more}
    status 0
    reload 0
    stop 0
    $ awk '$2 > ${name.startsWith('director') ? 240 : 90}' /run/many
    $ since before
    `,
  );
});
