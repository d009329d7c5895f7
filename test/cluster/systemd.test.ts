import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { parse } from 'yaml';
import type { Config } from '../../src/index.ts';
import { TemporaryFolder } from './folder.ts';
import { bash, boot, unpacked, unpackedKernel } from './place.ts';
import { renderInto } from './render.ts';
import { demandGuest } from './requirements.ts';
import { longest, Run } from './run.ts';
import { checksIn, folder } from './scenarios.ts';

// Debian's own packages, so that NetworkManager need not be installed where the tests run.
const packages = [
  ...['usr-is-merged', 'systemd-sysv', 'dbus', 'network-manager', 'kmod', 'procps', 'diffutils'],
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
  bash('systemd/make-disk.bash', root, system, kernel);

  // Its clock counts instructions, a thousand million a second, and skips the time that nothing runs: what a check
  // sees does not depend on what else this machine does, and to wait takes no time.
  const clock = ['-icount', 'shift=0,sleep=off'];
  const disk = ['-drive', `if=none,id=disk,format=raw,cache=unsafe,file=${root}.disk`];
  const options = [...clock, ...disk, '-device', 'nvme,serial=disk,drive=disk'];
  const unit = 'systemd.unit=boot.service systemd.show_status=0';
  run = new Run(boot(kernel, options, `root=/dev/nvme0n1 rw ${unit}`));
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
