// What the guard runs: it puts back what was started, and nothing else.
import { test } from 'vitest';
import { play } from './host.ts';
import { kinds } from './kinds.ts';

test.for(kinds.filter(({ target }) => target !== 'el6'))('$name', (kind) =>
  play(
    kind,
    { web: kind.web, changed: kind.changed },
    `
    $ web mend
    $ since before
    $ web start
    $ save started
    $ lose
    $ codes status
    status 2
    $ web mend | sed 's/^[^:]*: //; s/:.*//' | sort -u
    ${kind.lost}
    $ since started
    $ web mend
    $ upgrade
    $ web mend
    $ since started
    $ lose
    $ web mend | sed 's/^[^:]*: //; s/:.*//' | sort -u
    ${kind.lost}
    $ since started
    $ lose
    $ web stop
    $ since before
    ${kind.stays.includes('arp') ? '' : kind.stays}
    $ web mend
    $ files
    lvsgen/lock 600
    `,
  ),
);
