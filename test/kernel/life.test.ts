import { play, test } from './host.ts';
import { kinds } from './kinds.ts';

test.concurrent.for(kinds)('$name', (kind) => {
  const { service, started, stays, mend } = kind;
  return play(
    kind,
    { web: kind.web },
    `
 $ ${kind.silent ? 'ask 10.1.1.10 10.1.1.11' : ':'}
 $ codes '' bogus status stop try-restart condrestart reload force-reload mend
 none 2, bogus 2, status 3, stop 0, try-restart 0, condrestart 0, reload 7, force-reload 7, mend ${mend}
 $ since before
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
 $ codes start reload force-reload mend
 start 0, reload 0, force-reload 0, mend ${mend}
 $ touched .
 $ codes try-restart condrestart restart status
 try-restart 0, condrestart 0, restart 0, status 0
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
