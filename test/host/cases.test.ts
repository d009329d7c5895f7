// What lvsgen audit --host says of hosts: each file of cases/ is one, in namespaces of its own. A line that begins with
// `$ ` is a command in bash; below it, indented, stands what it prints. `npx vitest -u` writes that. Read it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { bin } from '../commands/bin.ts';
import { project } from '../commands/project.ts';
import { quoted, test } from '../kernel/host.ts';

const config = `clusters:
  web:
    mode: dr
    vips: [192.0.2.10]
    targets: [el7]
    director:
      targets: [el7]
      interface: eth0
      services: [{ port: 80, scheduler: rr }]
      realServers: [{ address: 192.0.2.21 }, { address: 192.0.2.22, weight: 2 }]
  backend: { mode: nat, vips: [192.0.2.11], targets: [el7], gateway: 192.0.2.1 }
`;

const folder = join(import.meta.dirname, 'cases');
const onHost = join(import.meta.dirname, '../docs/deploy-host.bash');

test.each(readdirSync(folder))('%s', async (name) => {
  const file = join(folder, name);
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('    '));
  const program = lines.flatMap((line) => [
    `echo ${quoted(line)}`,
    line.startsWith('$ ') ? `{ ${line.slice(2)}\n} 2>&1 | sed 's/^/    /'` : '',
  ]);
  const commands = [
    `cd ${project(config)}`,
    `. ${join(import.meta.dirname, 'prepare.bash')}`,
    ...program,
  ].join('\n');
  const { stdout, stderr } = spawnSync('bash', [onHost, bin, commands], { encoding: 'utf8' });
  expect(stderr).toBe('');
  await expect(`${stdout.trimEnd()}\n`).toMatchFileSnapshot(file);
});
