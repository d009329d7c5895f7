// What stands in front of the script on el7: it sources the functions, and hands everything over.
import { render } from '../../src/index.ts';
import { play, test } from './host.ts';

test('the front of el7', () => {
  const cluster = { mode: 'dr', vips: ['10.1.1.10'], targets: ['el7'] } as const;
  const front = render({ clusters: { web: cluster } }).get(
    'web/real-server/el7/etc/rc.d/init.d/lvs-web',
  );
  // Steps are lines of their own.
  const text = front?.content.replaceAll('/usr/sbin/', '/run/scripts/') ?? '';
  const base64 = Buffer.from(text).toString('base64');
  return play(
    { name: 'front', shell: 'bash', target: 'el6' },
    { web: cluster },
    `
    $ echo ${base64} | base64 -d > /run/scripts/front; run front start
    exit 5
    $ cat /run/output
    /run/scripts/lvs-web is missing
    $ printf '#!/bin/sh\\necho "lvs-web: $# $*"; exit $2' > /run/scripts/lvs-web; chmod 755 /run/scripts/lvs-web
    $ run front start 0; run front status 3; run front 'a  b' 7 c
    lvs-web: 2 start 0
    lvs-web: 2 status 3
    exit 3
    lvs-web: 3 a  b 7 c
    exit 7
    `,
  );
});
