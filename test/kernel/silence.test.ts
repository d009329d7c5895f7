// By no action of a script is ARP answered for a VIP. What each kind does while it is asked is in life.test.ts.
import { play, test } from './host.ts';
import { kindNamed } from './kinds.ts';

// Whether the kernel answers is tried with the same values, and the VIP put there by hand.
const values = [
  { name: 'DR on el7', ignore: 1, scope: 'global', loud: [3, 4, 5, 6, 7], silent: [0, 1, 2, 8] },
  { name: 'DR with arp_ignore 3', ignore: 3, scope: 'host', loud: [4], silent: [2, 3, 8] },
];

test.for(values)('refused are the interfaces that answer: $name', (row) => {
  const { name, ignore, scope, loud, silent } = row;
  const kind = kindNamed(name);
  const lines = [
    ...loud.map((value) => `${value}: 1, answered`),
    ...silent.map((value) => `${value}: 0, not answered`),
  ];
  return play(
    kind,
    { web: kind.web },
    `
    $ own=/proc/sys/net/ipv4/conf/eth0/arp_ignore all=/proc/sys/net/ipv4/conf/all/arp_ignore
    $ try() { set_to $1 $own; invoke web start; code=$?; [ $code = 1 ] || invoke web stop; restore_settings; }
    $ force() { set_to $1 $own; set_to ${ignore} $all; ip addr add 10.1.1.10/32 dev lo scope ${scope}; ask 10.1.1.10; }
    $ for value in ${[...loud, ...silent].join(' ')}; do try $value; force $value; printf %s "$value: $code, "; answers; lose; done 2> /run/noise
    ${lines.join('\n')}
    `,
  );
});

const table: readonly [name: string, steps: string][] = [
  [
    'an interface that becomes loud is named, and the VIPs go before the settings',
    `
    $ web start; set_to 3 /proc/sys/net/ipv4/conf/eth0/arp_ignore
    $ web status
    lvs-web: ARP for a VIP on lo is answered on: eth0 (arp_ignore 3)
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
    lvs-web: ARP for a VIP is answered, since it is also elsewhere: 10.1.1.10/24 dev eth0
    $ web status
    lvs-web: ARP is answered, since it is also elsewhere: 10.1.1.10/24 dev eth0
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
    $ ip link add eth0.100 type veth peer name end
    $ for i in {1..500}; do ip link add eth$((i % 7 + 1)) type veth; ip link del eth$(((i + 3) % 7 + 1)); done 2> /dev/null &
    $ codes start reload restart status reload restart stop
    start 0, reload 0, restart 0, status 0, reload 0, restart 0, stop 0
    $ set_to 3 /proc/sys/net/ipv4/conf/eth0.100/arp_ignore; web start | head -n 1
    lvs-web: taking back what was done, since ARP for a VIP would be answered on eth0.100 (arp_ignore 3)
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

test.for(table)('%s', ([, steps]) => {
  const kind = kindNamed('DR on el7');
  return play(kind, { web: kind.web }, steps);
});
