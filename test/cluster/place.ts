import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryFolder } from './folder.ts';
import { renderScenario } from './render.ts';
import { kernelWillDo } from './requirements.ts';
import { folder, type Scenario } from './scenarios.ts';

const cache = join(folder, '../../node_modules/.cache/cluster-test');

/** The command that runs all scenarios for a target, and ends when they have. */
export type Command = (target: string) => string[];

function bash(script: string, ...args: string[]): void {
  execFileSync('bash', [join(folder, script), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Unpacks a package of Debian into a cache of this clone, once; returns where. */
export function unpacked(name: string, debianPackage: string): string {
  const to = join(cache, name);
  try {
    bash('fetch-package.bash', to, debianPackage);
  } catch (cause) {
    const advice = 'it takes a Debian with network access, after apt-get update';
    throw new Error(`The package ${debianPackage} could not be downloaded: ${advice}`, { cause });
  }
  return to;
}

/** Prepares them on the kernel of this machine or, if that will not do, in a guest with another. */
export function prepare(scenarios: Scenario[], temporary: TemporaryFolder): Command {
  const kernel = kernelWillDo() ? undefined : unpacked('kernel', 'linux-image-cloud-amd64');
  const arping = join(unpacked('arping', 'iputils-arping'), 'usr/bin/arping');
  const root = join(temporary.path, 'root');
  mkdirSync(root);
  bash('make-root.bash', root, arping, ...(kernel === undefined ? [] : [kernel]));
  for (const scenario of scenarios) renderScenario(scenario, join(root, 'cluster/rendered'));
  return kernel === undefined ? inNamespaces(root) : inGuest(kernel, packed(root));
}

// With the one that waits for it, everything ends: also when this process is killed.
const tied = ['setpriv', '--pdeathsig', 'KILL', '--'];

function inNamespaces(root: string): Command {
  const apart = ['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child'];
  const enter = join(folder, 'enter-root.bash');
  return (target) => [...tied, ...apart, 'bash', enter, root, target];
}

/** Packs a root file system, which goes, as the kernel unpacks it at boot. */
export function packed(root: string): string {
  const archive = `${root}.cpio`;
  const pack = `find . -print0 | cpio --null --quiet --create --format=newc >"$0"`;
  execFileSync('bash', ['-c', pack, archive], { cwd: root });
  rmSync(root, { recursive: true });
  return archive;
}

export function inGuest(kernel: string, archive: string): Command {
  const image = readdirSync(join(kernel, 'boot')).find((name) => name.startsWith('vmlinuz'));
  const options = [
    // KVM hangs in some machines that are guests themselves.
    ...['-accel', 'tcg', '-M', 'q35', '-cpu', 'qemu64', '-m', '1024'],
    ...['-nodefaults', '-nographic', '-no-reboot', '-serial', 'stdio'],
    ...['-kernel', join(kernel, 'boot', image ?? ''), '-initrd', archive],
  ];
  // QEMU translates a program anew for each address at which it is loaded.
  const say = 'console=ttyS0 quiet panic=-1 mitigations=off norandmaps cryptomgr.notests';
  const qemu = [...tied, 'qemu-system-x86_64', ...options, '-append'];
  return (target) => [...qemu, `${say} TARGET=${target}`];
}
