// Reconciliation: what an upgrade changes, what two scripts share, what was there before.
import { play, test } from './host.ts';
import { kindNamed, kinds } from './kinds.ts';

test.for(kinds.filter(({ name }) => /IPv6|TUN with|NAT on el9|of NAT|by nft/.test(name)))(
  'upgraded, with another script on the host: $name',
  (kind) => {
    const { service, web, changed, mail, stays } = kind;
    return play(
      kind,
      { web, changed, mail },
      `
    $ web start
    $ upgrade
    $ codes status
    status ${kind.name.startsWith('NAT') ? 2 : 1}
    $ watch
    $ web reload
    $ touched 10.1.1.11/32
    $ mail start
    $ codes status stop status
    status 0, stop 0, status 3
    $ mail status
    ${service.replace('web', 'mail')} is started
    $ mail stop
    $ since before
    ${stays}
    `,
    );
  },
);

test.for(['DR on el7', 'TUN with iptables', 'NAT on el9'].map(kindNamed))(
  'under another name, started before the old one is stopped: $name',
  (kind) =>
    play(
      kind,
      { web: kind.web, mail: kind.web },
      `
    $ web start; watch; mail start; web stop
    $ touched 10.1.1.1
    $ mail status
    ${kind.service.replace('web', 'mail')} is started
    $ mail stop; since before
    ${kind.stays}
    `,
    ),
);

const table: readonly [name: string, steps: string][] = [
  [
    'another prefix is replaced, another address stays',
    `
    $ ip addr add 10.1.1.99/24 dev lo; ip addr add 10.1.1.10/24 dev lo; ip addr add 10.1.1.11/24 dev lo
    $ save before
    $ codes status start status
    status 2, start 0, status 0
    $ since before
    + 10.1.1.10/32 on lo
    + 10.1.1.11/32 on lo
    + all/arp_announce 2
    + all/arp_ignore 1
    - 10.1.1.10/24 on lo
    - 10.1.1.11/24 on lo
    $ web stop
    $ ip -o -4 addr show dev lo to 10.1.1.0/24 | awk '{ print $4 }'
    10.1.1.99/24
    `,
  ],
  [
    'two with one prefix, of which one keeps the other',
    `
    $ ip addr add 10.1.1.10/24 dev lo; ip addr add 10.1.1.11/24 dev lo
    $ web start
    $ ip -o -4 addr show dev lo to 10.1.1.0/24 | awk '{ print $4 }'
    10.1.1.10/32
    10.1.1.11/32
    $ web stop
    $ since before
    `,
  ],
  [
    'what is missing is added and nothing else',
    `
    $ web start; save started
    $ ip addr del 10.1.1.10/32 dev lo; set_to 0 /proc/sys/net/ipv4/conf/all/arp_announce
    $ web status
    lvs-web: missing: 10.1.1.10/32 dev lo
    lvs-web: setting: /proc/sys/net/ipv4/conf/all/arp_announce is 0 instead of 2
    exit 1
    $ watch
    $ web reload
    $ touched -o 'inet [^ ]*'
    inet 10.1.1.10/32
    $ since started
    $ web stop
    $ since before
    `,
  ],
  [
    'one that was there before is taken for its own',
    `
    $ ip addr add 10.1.1.10/32 dev lo
    $ codes status start stop
    status 1, start 0, stop 0
    $ since before
    `,
  ],
];

test.for(table)('%s', ([, steps]) => {
  const kind = kindNamed('DR on el7');
  return play(kind, { web: kind.web }, steps);
});
