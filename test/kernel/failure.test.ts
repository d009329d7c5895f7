// A start or a reload that fails takes back what it has done, names what failed, and says so by its exit status.
import { play, test } from './host.ts';
import { kindNamed } from './kinds.ts';

const kinds = [
  'DR on el7',
  'TUN with iptables',
  'NAT on el9',
  'director of DR, ports',
  'director of TUN, marks by iptables',
];

test.for(kinds.map(kindNamed))('something that cannot be added: $name', (kind) => {
  const bad = kind.name.startsWith('NAT') ? '300.0.0.0/8 via 10.1.1.1' : '10.1.1.300/32 dev lo';
  const { web, changed, service, stays } = kind;
  return play(
    kind,
    { web, good: web, changed },
    `
    $ sed -i "/^\\(vips\\|routes\\)='/s|$|\\n${bad}|" /run/scripts/web /run/scripts/changed
    $ web start | grep -v could
    ${service}: taking back what was done
    exit 1
    $ grep -c '${bad}' /run/output
    1
    $ since before
    ${stays}
    $ upgrade good
    $ codes status start
    status 3, start 0
    $ save started
    $ upgrade
    $ web reload | grep -v could
    ${service}: taking back what was done
    exit 1
    $ since started
    $ upgrade good
    $ codes status stop
    status 0, stop 0
    $ since before
    ${stays}
    `,
  );
});
