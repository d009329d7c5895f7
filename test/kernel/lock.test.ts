// One script of lvsgen at a time on a host, and what has begun to change something keeps the others out.
import { play, test } from './host.ts';
import { kindNamed } from './kinds.ts';

/** What changes something, by the kind of script. */
const changing: readonly [kind: string, program: string, argument: string][] = [
  ['DR on el7', 'ip', '-batch'],
  ['TUN with iptables', 'iptables-restore', '--noflush'],
  ['TUN with nft', 'nft', '-f'],
  ['NAT on el9', 'ip', '-batch'],
  ['director of DR, ports', 'ipvsadm', '-R'],
  ['director of TUN, marks by iptables', 'iptables-restore', '--noflush'],
  ['director of DR, marks by nft', 'ip', '-batch'],
];

test.for(changing)(
  '%s: %s keeps the lock when its script is killed',
  ([name, program, argument]) => {
    const kind = kindNamed(name);
    return play(
      kind,
      { web: kind.web },
      `
    $ slow='case $1 in ${argument}) touch /run/begun; until [ -e /run/go ]; do sleep 0.05; done ;; esac; PATH=/run/real:/sbin:/usr/sbin:/bin:/usr/bin'
    $ mkdir /run/real; mv /run/bin/${program} /run/real 2> /dev/null; stand_in ${program} "$slow; ${program} \\"\\$@\\""
    $ env -i "\${environment[@]}" /run/sh/sh /run/scripts/web start < /dev/null > /run/output 2>&1 & script=$!
    $ wait_for test -e /run/begun; kill -9 $script; wait $script 2> /dev/null; flock -n /run/lvsgen/lock true || echo locked
    locked
    $ invoke web status > /run/output 2>&1; (sleep 0.2; touch /run/go) &
    $ codes stop
    stop 0
    $ since before
    ${kind.stays}
    `,
    );
  },
);

test.for(['DR on el6', 'TUN with nft'].map(kindNamed))('one after the other: $name', (kind) =>
  play(
    kind,
    { web: kind.web, mail: kind.mail },
    `
    $ web start; sed -i 's/flock -w 30 /flock -w 0.1 /' /run/scripts/web; flock -o /run/lvsgen/lock sleep 60 & holder=$!
    $ wait_for eval '! flock -n /run/lvsgen/lock true'; codes status reload
    status 0, reload 1
    $ sed 's/lvs-[^:]* [^:]*: //' /run/output | grep ^lvs-
    ${kind.service}: another script of lvsgen is at work
    $ kill $holder; sed -i 's/flock -w 0.1 /flock -w 30 /' /run/scripts/web
    $ for name in web mail; do invoke $name start & invoke $name restart & done > /dev/null 2>&1; wait $(jobs -p)
    $ codes status; mail status
    status 0
    ${kind.service.replace('web', 'mail')} is started
    $ for name in web mail; do invoke $name stop & done > /dev/null 2>&1; wait $(jobs -p)
    $ since before
    ${kind.stays}
    `,
  ),
);
