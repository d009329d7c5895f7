import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

/** The longest that a guest may take, in milliseconds: many times what it takes where little else runs. */
export const longest = 1_800_000;

const here = import.meta.dirname;
const unpacked = join(here, '../../node_modules/.cache/cluster-test');

/** Makes the archive of the root file system that all guests boot, with a folder as /cluster. */
export function makeArchive(archive: string, cluster: string): void {
  execFileSync('bash', [join(here, 'make-archive.bash'), unpacked, archive, cluster], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

// KVM hangs in some machines that are guests themselves.
const machine = '-accel tcg -M q35 -cpu qemu64 -m 1024 -nodefaults -nographic -serial stdio';
// QEMU translates a program anew for each address at which it is loaded.
const words =
  'console=ttyS0 quiet mitigations=off norandmaps cryptomgr.notests no_timer_check panic=-1';

/** Boots a guest, with more options and words for its kernel; says what is printed until it ends, and how it has ended. */
async function boot(archive: string, init: string, options: string[]): Promise<string> {
  const kernel = join(dirname(archive), 'kernel');
  const command = ['qemu-system-x86_64', ...machine.split(' '), '-kernel', kernel, ...options];
  // With the process that waits for it, it ends: also when that is killed.
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', ...command, '-initrd', archive, '-append', `${words} rdinit=${init}`],
    { stdio: ['ignore', 'pipe', 'inherit'], timeout: longest, killSignal: 'SIGKILL' },
  );
  let printed = '';
  child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return `${printed.replaceAll('\r', '')}\n(ended with ${signal ?? `exit status ${code ?? ''}`})`;
}

/** Runs the scenarios for a target. */
export const runScenarios = (archive: string, target: string): Promise<string> =>
  boot(archive, `/cluster/init.bash TARGET=${target}`, ['-no-reboot']);

/** Boots systemd, twice. What outlives the reboot is on a disk. */
export function bootSystemd(archive: string): Promise<string> {
  const disk = `${archive}.disk`;
  writeFileSync(disk, '');
  truncateSync(disk, 512 * 1024 * 1024);
  // Its clock counts instructions, a thousand million a second, and skips the time that nothing runs: what a check
  // sees does not depend on what else this machine does, and to wait takes no time.
  const clock = ['-icount', 'shift=0,sleep=off'];
  const drive = ['-drive', `if=none,id=disk,format=raw,cache=unsafe,file=${disk}`];
  const init = '/cluster/systemd/init.bash systemd.unit=boot.service systemd.show_status=0';
  return boot(archive, init, [...clock, ...drive, '-device', 'nvme,serial=disk,drive=disk']);
}

/** A check has to be passed, by what a guest has printed; otherwise that says why it is not. */
export function expectPassed(printed: string, scenario: string, check: string): void {
  const lines = printed.split('\n');
  const at = lines.findIndex(
    (line) => /^(not )?ok (.*)$/.exec(line)?.[2] === `${scenario}: ${check}`,
  );
  const end = lines.findIndex((line) => line.startsWith(`end ${scenario} `));
  if (at < 0)
    expect.fail(['It never came to this check:', ...lines.slice(0, end).slice(-30)].join('\n'));
  const next = lines.findIndex((line, i) => i > at && !line.startsWith('# '));
  if (lines[at]?.startsWith('not ')) expect.fail(lines.slice(at, next).join('\n'));
}
