// By no action of a script is ARP answered for a VIP. What each kind does while it is asked is in life.test.ts.
import { test } from 'vitest';
import { play } from './host.ts';
import { directRouting, kinds } from './kinds.ts';

const byName = (name: string) => kinds.find((kind) => kind.name === name) ?? kinds[0];

// Whether the kernel answers is tried with the same values, and the VIP put there by hand.
test.for(
  ['DR on el7', 'DR with arp_ignore 3', 'DR with arp_ignore 8, kept'].map((name) => byName(name)),
)('an interface is refused if and only if it answers: $name', (kind) => {
  const ignore = kind.name.endsWith('3') ? 3 : kind.name.includes('8') ? 8 : 1;
  const scope = ignore === 3 ? ' scope host' : '';
  const values = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const louder = (value: number): number => Math.max(value, ignore);
  const silent = ignore === 3 ? [1, 2, 3, 8] : [1, 2, 8];
  const lines = values.map((value) =>
    silent.includes(louder(value)) ? `${value}: 0, not answered` : `${value}: 1, answered`,
  );
  return play(
    kind,
    { web: kind.web },
    `
    $ own=/proc/sys/net/ipv4/conf/eth0/arp_ignore all=/proc/sys/net/ipv4/conf/all/arp_ignore
    $ try() { set_to $1 $own; invoke web start; code=$?; invoke web stop; restore_settings; }
    $ force() { set_to $1 $own; set_to ${ignore} $all; ip addr add 10.1.1.10/32 dev lo${scope}; ask 10.1.1.10; }
    $ for value in ${values.join(' ')}; do try $value; force $value; echo "$value: $code, $(answers)"; lose; done 2> /run/noise
    ${lines.join('\n')}
    $ set_to 4 $own; web start
    ${kind.service}: ARP for a VIP would be answered on eth0 (arp_ignore ${louder(4)})
    ${kind.service}: taking back what was done
    exit 1
    `,
  );
});

const table: readonly [name: string, steps: string][] = [
  [
    'an interface that becomes loud is named, and the VIPs go before the settings',
    `
    $ web start; set_to 3 /proc/sys/net/ipv4/conf/eth0/arp_ignore
    $ web status
    lvs-web: ARP for a VIP is answered on eth0 (arp_ignore 3)
    exit 1
    $ codes reload stop
    reload 1, stop 0
    $ set_to 0 /proc/sys/net/ipv4/conf/eth0/arp_ignore; since before
    `,
  ],
  [
    'a VIP that is elsewhere too is named, and stays there',
    `
    $ ip addr add 10.1.1.10/24 dev eth0; save before
    $ web start
    lvs-web: ARP for a VIP may be answered, since there is also 10.1.1.10/24 dev eth0
    $ web status
    lvs-web: ARP is answered, since there is also: 10.1.1.10/24 dev eth0
    exit 1
    $ ask 10.1.1.10; answers
    answered
    $ : > /run/lvsgen/lvs-web-director; web status
    lvs-web is started
    $ web restart
    $ rm /run/lvsgen/lvs-web-director; web stop
    $ since before
    `,
  ],
  [
    'interfaces come and go meanwhile, one with a dot in its name',
    `
    $ ip link add eth0.100 link eth0 type vlan id 100 2> /dev/null || ip link add eth0.100 type dummy
    $ for i in {1..300}; do ip link add dummy$((i % 7)) type dummy; ip link del dummy$(((i + 3) % 7)); done 2> /dev/null &
    $ codes start reload restart status reload restart stop
    start 0, reload 0, restart 0, status 0, reload 0, restart 0, stop 0
    $ set_to 3 /proc/sys/net/ipv4/conf/eth0.100/arp_ignore; web start | head -n 1
    lvs-web: ARP for a VIP would be answered on eth0.100 (arp_ignore 3)
    `,
  ],
  [
    'settings stay with a VIP that stays',
    `
    $ web start; stand_in ip 'case $1 in -batch) exit 2 ;; esac; PATH=/sbin:/usr/sbin:/bin:/usr/bin ip "$@"'
    $ ask 10.1.1.10
    $ web stop | grep -v could
    lvs-web: still there, so ARP stays suppressed: 10.1.1.11/32 dev lo
    exit 1
    $ answers
    not answered
    $ rm /run/bin/ip; web stop
    $ since before
    `,
  ],
];

const rows = directRouting.flatMap((kind) => table.map(([name, steps]) => ({ kind, name, steps })));

test.for(rows)('$kind.name: $name', ({ kind, steps }) => play(kind, { web: kind.web }, steps));
