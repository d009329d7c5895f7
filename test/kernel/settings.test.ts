// Settings go back as they were when the last script stops, where nobody else has written them.
import { play, test } from './host.ts';
import { kindNamed, type Cluster } from './kinds.ts';

test.for(['DR on el6', 'TUN with nft', 'NAT on el9', 'director of NAT, ports'].map(kindNamed))(
  '$name',
  (kind) => {
    const { web, service, setting, stays } = kind;
    return play(
      kind,
      { web, mail: kind.name.startsWith('NAT') ? web : kind.mail },
      `
      $ mount --bind ${setting} ${setting} && mount -o remount,bind,ro ${setting}
      $ web start
      ${service}: taking back what was done
      exit 1
      $ grep Read-only /run/output | grep -c ${setting}
      1
      $ umount ${setting}; since before
      ${stays}
      $ before=$(cat ${setting}); web start; was=$(cat ${setting}); mail start; web stop; grep -c "^$was$" ${setting}
      1
      $ restore_settings; mail reload; set_to 5 ${setting}; mail stop
      ${service.replace('web', 'mail')}: ${setting} is 5 by now: left as it is
      $ set_to $before ${setting}; since before
      ${stays}
      $ web start; rm /run/lvsgen/undo; web stop
      ${service}: what the settings were before is lost: they stay
      $ grep -c "^$was$" ${setting}
      1
      $ codes status start stop
      status 3, start 0, stop 0
      $ files
      lvsgen/lock 600
      `,
    );
  },
);

test('scripts that want different values', () => {
  const kind = kindNamed('DR on el7');
  const mail = { ...kind.mail, arp: { ignore: 8 } } as Cluster;
  return play(
    kind,
    { web: kind.web, mail },
    `
    $ web start; mail start; cat /proc/sys/net/ipv4/conf/all/arp_ignore
    8
    $ codes status reload stop; mail status; mail stop
    status 0, reload 0, stop 0
    lvs-mail is started
    $ since before
    `,
  );
});

const loose = { mode: 'dr', vips: ['10.1.1.10'], looseReversePath: ['eth1'], targets: [] } as const;

test('greater values, an interface that is gone, and one that is missing', () =>
  play(
    { name: 'DR', shell: 'dash', target: 'el9' },
    { web: loose },
    `
    $ web start
    lvs-web: taking back what was done
    exit 1
    $ since before
    $ ip link add eth1 type veth peer name eth1-end; set_to 0 /proc/sys/net/ipv4/conf/eth1/rp_filter
    $ set_to 2 /proc/sys/net/ipv4/conf/all/arp_ignore; save before
    $ web start
    $ since before
    + 10.1.1.10/32 on lo
    + all/arp_announce 2
    + eth1/rp_filter 2
    $ ip link del eth1
    $ web stop
    $ cat /proc/sys/net/ipv4/conf/all/arp_ignore /proc/sys/net/ipv4/conf/all/arp_announce
    2
    0
    $ files
    lvsgen/lock 600
    `,
  ));
