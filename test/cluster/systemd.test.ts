import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { parse } from 'yaml';
import type { Config } from '../../src/index.ts';
import { TemporaryFolder } from './folder.ts';
import { bash, boot, packed, unpacked, unpackedKernel } from './place.ts';
import { renderInto } from './render.ts';
import { demandGuest } from './requirements.ts';
import { longest, Run } from './run.ts';
import { checksIn, folder } from './scenarios.ts';

// Debian's own packages, so that NetworkManager need not be installed where the tests run.
const packages = [
  ...[
    'usr-is-merged',
    'systemd-sysv',
    'dbus',
    'network-manager',
    'kmod',
    'procps',
    'diffutils',
    'tar',
  ],
  ...['bash', 'coreutils', 'gawk', 'grep', 'sed', 'util-linux'],
  ...['iproute2', 'iptables', 'ipvsadm', 'nftables', 'iputils-arping'],
];
const scenarios = ['first-boot', 'second-boot'];
const temporary = new TemporaryFolder();
let run: Run;

beforeAll(() => {
  demandGuest();
  const root = join(temporary.path, 'root');
  mkdirSync(root);
  const text = readFileSync(join(folder, 'systemd/config.yaml'), 'utf8');
  renderInto(join(root, 'cluster/rendered'), parse(text) as Config);
  const upgraded = text.replace('198.51.100.10', '198.51.100.11');
  renderInto(join(root, 'cluster/upgraded'), parse(upgraded) as Config);
  const kernel = unpackedKernel();
  const system = unpacked('system', '--with-dependencies', ...packages);
  bash('systemd/make-system.bash', root, system, kernel);
  const disk = `${root}.disk`;
  writeFileSync(disk, '');
  truncateSync(disk, 256 * 1024 * 1024);

  // Its clock counts instructions, a thousand million a second, and skips the time that nothing runs: what a check
  // sees does not depend on what else this machine does, and to wait takes no time.
  const clock = ['-icount', 'shift=0,sleep=off'];
  const drive = ['-drive', `if=none,id=disk,format=raw,cache=unsafe,file=${disk}`];
  const device = ['-device', 'nvme,serial=disk,drive=disk'];
  const options = ['-initrd', packed(root), ...clock, ...drive, ...device];
  run = new Run(boot(kernel, options, 'systemd.unit=boot.service systemd.show_status=0'));
}, longest);

afterAll(async () => {
  await run.end();
  await temporary.remove();
});

for (const scenario of scenarios)
  describe(`systemd ${scenario}`, { timeout: longest }, () => {
    test.for(checksIn(`systemd/${scenario}.bash`))('%s', async (check) => {
      const problem = await run.console.problem(scenario, check);
      if (problem !== undefined) throw new Error(problem);
    });
  });
