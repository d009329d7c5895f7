// What a start changes, that to repeat it changes nothing, and that a stop leaves nothing.
import { play, test } from './host.ts';
import { kindNamed, kinds } from './kinds.ts';

test.for(kinds)('$name', (kind) => {
  const { service, started, stays } = kind;
  return play(
    kind,
    { web: kind.web },
    `
    $ ${kind.silent ? 'ask 10.1.1.10 10.1.1.11' : ':'}
    $ web start
    $ since before
    ${started}
    $ web status
    ${service} is started
    $ files
    ${kind.target === 'el6' ? `lock/subsys/${service} 644` : ''}
    lvsgen/lock 600
    lvsgen/${service} 644
    ${kind.name.endsWith('nft') ? `lvsgen/nft.${service} 644` : ''}
    lvsgen/undo 644
    $ save started
    $ watch
    $ codes start
    start 0
    $ touched .
    $ codes restart
    restart 0
    $ since started
    $ codes stop stop status
    stop 0, stop 0, status 3
    $ since before
    ${stays}
    $ touched -e 127.0.0.1 -e 198.51.100.7
    $ files
    lvsgen/lock 600
    $ ${kind.silent ? 'answers' : 'echo not answered'}
    not answered
    `,
  );
});

test.for(['DR on el6', 'director of DR, ports'].map(kindNamed))('every action: $name', (kind) => {
  const mend = kind.target === 'el6' ? 2 : 0;
  return play(
    kind,
    { web: kind.web },
    `
    $ codes '' bogus status stop try-restart condrestart reload force-reload mend
    none 2, bogus 2, status 3, stop 0, try-restart 0, condrestart 0, reload 7, force-reload 7, mend ${mend}
    $ since before
    $ codes start; watch
    start 0
    $ codes reload force-reload mend; touched .
    reload 0, force-reload 0, mend ${mend}
    $ codes try-restart condrestart status; touched -c 'Deleted .*10.1.1.10/32'
    try-restart 0, condrestart 0, status 0
    2
    `,
  );
});
