// The exit statuses that say why nothing was done.
import { play, test } from './host.ts';
import { oneOfEach, script } from './kinds.ts';

test.for(oneOfEach)('$name', (kind) => {
  const { service, web } = kind;
  const programs = /^for program in (.*); do$/m.exec(script(kind, web))?.[1]?.split(' ') ?? [];
  // The tools of firewalls tell root only.
  const asked = /iptables|nft/.test(kind.name) ? 4 : 3;
  return play(
    kind,
    { web },
    `
    $ mkdir /run/few; for program in ${programs.join(' ')}; do : > /run/few/$program; done; chmod 755 /run/few/*
    $ try() { rm "/run/few/$1"; web start; : > "/run/few/$1"; chmod 755 "/run/few/$1"; }
    $ environment+=(HOST_PATH=/run/few); for program in ${programs.join(' ')}; do try $program; done
    ${programs.map((program) => `${service}: ${program} is not installed\nexit 5`).join('\n')}
    $ unset 'environment[-1]'; since before
    $ nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups env -i "\${environment[@]}" /run/sh/sh /run/scripts/web $1 2>&1; echo "exit $?"; }
    $ nobody start
    ${service}: only root can do this
    exit 4
    $ nobody status < /dev/null | tail -n 1
    exit ${asked}
    $ stand_in ip 'exit 1'
    $ codes start status reload
    start 1, status 4, reload 1
    $ grep . /run/output
    ${service}: cannot find out what there is
    $ rm /run/bin/ip
    $ since before
    $ files
    lvsgen/lock 600
    `,
  );
});
