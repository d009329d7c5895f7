// What only one kind of script has to do.
import { play, test } from './host.ts';
import { kindNamed, type Kind } from './kinds.ts';

const table: readonly [kind: string, name: string, steps: (kind: Kind) => string][] = [
  [
    'NAT on el6',
    'replies that would not leave through the director',
    ({ service }) => `
    $ ip rule add from 10.1.1.21 lookup 100 pref 100; ip route add default via 10.1.1.254 table 100; save before
    $ web start | grep -c ' from 10.1.1.21 via 10.1.1.254'
    2
    $ codes status
    status 1
    $ ip rule del pref 100; codes status
    status 0
    $ ip route add 198.51.100.0/24 via 10.1.1.254; web status | sed 's/ dev.*//'
    ${service}: not through the director: 198.51.100.0 from 10.1.1.21 via 10.1.1.254
    exit 1
    $ ip route del 198.51.100.0/24; ip rule add from 10.1.1.21 lookup 100 pref 100; web stop
    $ since before
    `,
  ],
  [
    'NAT on el9',
    'no way to the gateway',
    ({ service }) => `
    $ ip addr del 10.1.1.21/24 dev eth0; save before
    $ web start
    ${service}: the gateway 10.1.1.1 is on no network that this host is connected to
    exit 1
    $ since before
    $ codes status stop
    status 3, stop 0
    `,
  ],
  [
    'TUN with nft',
    'tunl0 is made, stays up for others, and is said if it cannot be made',
    ({ service }) => `
    $ ip link del tunl0; stand_in modprobe 'exit 1'; web start | tail -n 1
    exit 1
    $ since before
    $ stand_in modprobe 'ip link add tunl0 type veth peer name tunl0-end'; codes start status
    start 0, status 0
    $ ip addr add 198.51.100.9/32 dev tunl0; web stop; since before
    + 198.51.100.9/32 on tunl0
    + tunl0 is up
    $ codes start; ip addr del 198.51.100.9/32 dev tunl0; web stop; since before
    start 0
    + tunl0 is up
    $ ip link set tunl0 down; codes start; ip link set tunl0 down; web status
    start 0
    ${service}: missing: tunl0 up
    exit 1
    $ web reload; codes status stop
    status 0, stop 0
    $ since before
    `,
  ],
  [
    'director of DR, marks by nft',
    'drained real servers',
    ({ service, stays }) => `
    $ codes 'drain 10.1.1.31' drain; web start; save started
    drain 10.1.1.31 7, drain 2
    $ flock -n /run/lvsgen/lock echo 'what announces the VIPs has no lock'
    what announces the VIPs has no lock
    $ codes 'drain 10.1.1.99' 'drain 10.1.1.31'; since started | sed 's/ .* -r / /; s/:.* -w/ -w/' | sort -u
    drain 10.1.1.99 2, drain 10.1.1.31 0
    + 10.1.1.31 -w 0
    - 10.1.1.31 -w 1
    $ web status
    ${service}: drained: 10.1.1.31
    ${service} is started
    $ save drained; codes reload restart 'drain 10.1.1.31'; since drained
    reload 0, restart 0, drain 10.1.1.31 0
    $ codes 'undrain 10.1.1.31'; since started
    undrain 10.1.1.31 0
    $ web stop
    $ since before
    ${stays}
    `,
  ],
  [
    'director of TUN, marks by iptables',
    'a service of another script, and an ipvsadm that does half',
    ({ service, stays }) => `
    $ cp /run/scripts/web /run/scripts/rival; sed -i 's/^service=.*/service=lvs-rival/' /run/scripts/rival
    $ web start; save started
    $ run rival start | sed 's/started .*/started/'
    lvs-rival: another script of lvsgen has started
    exit 1
    $ since started
    $ run rival status
    lvs-rival is stopped
    exit 3
    $ web stop; mv /run/bin/ipvsadm /run/real
    $ stand_in ipvsadm 'grep -v "^-a .*10.1.1.32" | /run/real "$@"'; web start | sed 's/this: .*/this/'
    ${service}: ipvsadm could not do all of this
    ${service}: taking back what was done
    exit 1
    $ since before
    ${stays}
    `,
  ],
];

test.for(table)('%s: %s', ([name, , steps]) => {
  const kind = kindNamed(name);
  return play(kind, { web: kind.web }, steps(kind));
});
