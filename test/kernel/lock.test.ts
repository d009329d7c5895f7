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
    $ begin web start; wait_for test -e /run/begun; kill -9 $script; wait $script 2> /dev/null
    $ flock -n /run/lvsgen/lock true || echo locked
    locked
    $ invoke web status > /run/output 2>&1; (sleep 0.2; touch /run/go) &
    $ codes stop status start status stop
    stop 0, status 3, start 0, status 0, stop 0
    $ since before
    ${kind.stays}
    `,
    );
  },
);

test('one after the other', () => {
  const kind = kindNamed('DR on el6');
  return play(
    kind,
    { web: kind.web, mail: kind.mail },
    `
    $ web start; sed -i 's/flock -w 30 /flock -w 0.1 /' /run/scripts/web; flock /run/lvsgen/lock sleep 2 &
    $ wait_for eval '! flock -n /run/lvsgen/lock true'; codes status reload
    status 0, reload 1
    $ sed 's/lvs-[^:]* [^:]*: //' /run/output | grep ^lvs-
    lvs-web: another script of lvsgen is at work
    $ wait; sed -i 's/flock -w 0.1 /flock -w 30 /' /run/scripts/web
    $ for i in 1 2 3; do for name in web mail; do (invoke $name start; invoke $name restart) > /dev/null 2>&1 & done; wait; done
    $ codes status; mail status
    status 0
    lvs-mail is started
    $ for name in web mail; do invoke $name stop > /dev/null 2>&1 & done; wait
    $ since before
    `,
  );
});
