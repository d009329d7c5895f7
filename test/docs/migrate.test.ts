// The commands of docs/migrate.md, as they stand there, on a host of its own where a script that somebody copied holds the
// VIP: a neighbour asks for it by ARP all the time.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { bin } from '../commands/bin.ts';
import { fakeShellCheck } from '../commands/project.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';
import { test } from '../kernel/host.ts';
import { codeBlocks, read, root } from './markdown.ts';

const blocks = codeBlocks(read('docs/migrate.md'));
const commands = (name: string): string =>
  blocks.find(({ marker }) => marker === `example migrate: ${name}`)?.code ?? `exit 9 # ${name}`;

const rows: [system: string, asked: string][] = [
  ['el6', 'chkconfig --del realserver,chkconfig --add lvs-web,chkconfig lvs-web on'],
  ['el7', 'disable realserver,daemon-reload,enable lvs-web,start lvs-web'],
];
test.each(rows)('no answer and no gap on %s', (system, asked) => {
  const steps = `
    . ${join(import.meta.dirname, 'migrate-host.bash')}
    old_host ${root}test/audit/corpus/seed-${system}.sh ${root}test/kernel/functions.bash ${system}
    cd ${temporaryFolder()}
    export PATH=${dirname(fakeShellCheck('clean'))}:$PATH
    { set +e
      ${commands('import')}
      set -e
      watch_vip
      ${commands('copy').replaceAll('el7', system)}
      cd /run/home
      ${commands(system)}
    } >&2
    seen`;
  const host = spawnSync('bash', [join(import.meta.dirname, 'deploy-host.bash'), bin, steps]);
  expect(String(host.stdout).trim().split('\n'), String(host.stderr)).toEqual([
    'asked, not answered',
    '0',
    '192.168.10.12/32 on lo',
    asked,
  ]);
});
