// What the guard runs: it puts back what was started, and nothing else.
import { play, test } from './host.ts';
import { oneOfEach } from './kinds.ts';

test.for(oneOfEach.filter(({ target }) => target !== 'el6'))('$name', (kind) =>
  play(
    kind,
    { web: kind.web, changed: kind.changed },
    `
    $ web start
    $ save started
    $ lose
    $ codes status
    status 2
    $ upgrade
    $ web mend | sed 's/^[^:]*: //; s/:.*//' | sort -u
    ${kind.lost}
    $ since started
    $ web mend
    ${kind.name.startsWith('director') ? '$ sed -i /198.51.100.7/!d /run/vs/table; web mend > /dev/null' : ''}
    $ since started
    $ lose
    $ web stop
    $ web mend
    $ since before
    ${kind.stays.includes('arp') ? '' : kind.stays}
    $ files
    lvsgen/lock 600
    `,
  ),
);
