// One script of lvsgen at a time on a host, and what has begun to change something keeps the others out.
import { test } from 'vitest';
import { play } from './host.ts';
import { kinds } from './kinds.ts';

/** What changes something, by the kind of script. */
const changing: readonly [kind: string, program: string, argument: string][] = [
  ['DR on el6', 'ip', '-batch'],
  ['DR on el7', 'ip', '-batch'],
  ['TUN with iptables', 'iptables-restore', '--noflush'],
  ['TUN with nft', 'nft', '-f'],
  ['TUN with nft', 'ip', '-batch'],
  ['NAT on el9', 'ip', '-batch'],
  ['director of DR, ports', 'ipvsadm', '-R'],
  ['director of TUN, marks by iptables', 'iptables-restore', '--noflush'],
  ['director of DR, marks by nft', 'ip', '-batch'],
];

test.for(changing)(
  '%s: %s keeps the lock when its script is killed',
  ([name, program, argument]) => {
    const kind = kinds.find((one) => one.name === name) ?? kinds[0];
    return play(
      kind,
      { web: kind.web },
      `
    $ slow='case $1 in ${argument}) touch /run/begun; sleep 0.3 ;; esac; PATH=/run/real:/sbin:/usr/sbin:/bin:/usr/bin'
    $ mkdir /run/real; mv /run/bin/${program} /run/real 2> /dev/null; stand_in ${program} "$slow; ${program} \\"\\$@\\""
    $ begin web start; wait_for test -e /run/begun; kill -9 $script; wait $script 2> /dev/null
    $ flock -n /run/lvsgen/lock true || echo locked
    locked
    $ invoke web status > /run/output 2>&1; flock -n /run/lvsgen/lock true || echo 'locked still'
    locked still
    $ codes stop status start status stop
    stop 0, status 3, start 0, status 0, stop 0
    $ since before
    ${kind.stays}
    `,
    );
  },
);

test.for(kinds.filter(({ name }) => /el6|ports/.test(name)))('one after the other: $name', (kind) =>
  play(
    kind,
    { web: kind.web, mail: kind.name.startsWith('NAT') ? kind.web : kind.mail },
    `
    $ web start; flock -n /run/lvsgen/lock true && echo free
    free
    $ sed -i 's/flock -w 30 /flock -w 0.1 /' /run/scripts/web; flock /run/lvsgen/lock sleep 2 &
    $ wait_for eval '! flock -n /run/lvsgen/lock true'; codes status reload
    status 0, reload 1
    $ grep ^lvs- /run/output | sed 's/lvs-[^:]* [^:]*: //'
    ${kind.service}: another script of lvsgen is at work
    $ web stop | tail -n 1
    exit 1
    $ wait; sed -i 's/flock -w 0.1 /flock -w 30 /' /run/scripts/web
    $ for i in 1 2 3; do for name in web mail; do (invoke $name start; invoke $name restart) > /dev/null 2>&1 & done; wait; done
    $ codes status; mail status
    status 0
    ${kind.service.replace('web', 'mail')} is started
    $ for name in web mail; do invoke $name stop > /dev/null 2>&1 & done; wait
    $ since before
    ${kind.stays}
    `,
  ),
);
