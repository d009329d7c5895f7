// The exit statuses that say why nothing was done.
import { play, script, test } from './host.ts';
import { oneOfEach } from './kinds.ts';

test.for(oneOfEach)('$name', (kind) => {
  const { service, web } = kind;
  const programs = /^for program in (.*); do$/m.exec(script(kind, web))?.[1]?.split(' ') ?? [];
  // The tools of firewalls tell root only.
  const asked = /iptables|nft/.test(kind.name) ? 4 : 3;
  return play(
    kind,
    { web },
    `
    $ for program in ${programs.join(' ')}; do lack $program web start; done | in_one_line
    ${programs.map((program) => `${service}: ${program} is not installed, exit 5`).join(', ')}
    $ since before
    $ nobody web start
    ${service}: only root can do this
    exit 4
    $ nobody web status | tail -n 1
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
