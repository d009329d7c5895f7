import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryFolder } from './folder.ts';
import { renderScenario } from './render.ts';
import { kernelWillDo } from './requirements.ts';
import { folder, type Scenario } from './scenarios.ts';

const cache = join(folder, '../../node_modules/.cache/cluster-test');

/** The command that runs a program of a root file system with an argument, and ends when that has. */
export type Command = (argument: string) => string[];

export function bash(script: string, ...args: string[]): void {
  execFileSync('bash', [join(folder, script), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Unpacks a package of Debian into a cache of this clone, once; returns where. See fetch-package.bash. */
export function unpacked(name: string, ...packages: string[]): string {
  const to = join(cache, name);
  try {
    bash('fetch-package.bash', to, ...packages);
  } catch (cause) {
    const advice = 'it takes a Debian with network access, after apt-get update';
    throw new Error(`No download of ${packages.join(' ')}: ${advice}`, { cause });
  }
  return to;
}

export const unpackedKernel = (): string => unpacked('kernel', 'linux-image-cloud-amd64');

/** A root file system in which nodes can live. */
export interface Root {
  readonly path: string;
  /** The unpacked kernel of a guest, where that of this machine lacks IPVS or IPIP. */
  readonly kernel?: string;
}

/** Makes one in a folder that is not there yet. */
export function makeRoot(path: string): Root {
  const kernel = kernelWillDo() ? undefined : unpackedKernel();
  const arping = join(unpacked('arping', 'iputils-arping'), 'usr/bin/arping');
  mkdirSync(path);
  bash('make-root.bash', path, arping, ...(kernel === undefined ? [] : [kernel]));
  return { path, ...(kernel !== undefined && { kernel }) };
}

/** The command that runs one of its programs, on the kernel that it was made for. */
export function commandIn({ path, kernel }: Root, program: string): Command {
  if (kernel !== undefined) return inGuest(kernel, packed(path), program);
  return (argument) => inRoot(path, program, argument);
}

/** The command that runs all scenarios for a target, and ends when they have. */
export function prepare(scenarios: Scenario[], temporary: TemporaryFolder): Command {
  const root = makeRoot(join(temporary.path, 'root'));
  for (const scenario of scenarios) renderScenario(scenario, join(root.path, 'cluster/rendered'));
  return commandIn(root, '/cluster/run.bash');
}

// With the one that waits for it, everything ends: also when this process is killed.
const tied = ['setpriv', '--pdeathsig', 'KILL', '--'] as const;

/** The words that run a command in a root file system, in namespaces of this machine. */
export const inRoot = (root: string, ...command: readonly string[]): [string, ...string[]] => [
  ...tied,
  ...['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child'],
  ...['bash', join(folder, 'enter-root.bash'), root, ...command],
];

/** Packs a root file system, which goes, as the kernel unpacks it at boot. */
export function packed(root: string): string {
  const archive = `${root}.cpio`;
  const pack = `find . -print0 | cpio --null --quiet --create --format=newc >"$0"`;
  execFileSync('bash', ['-c', pack, archive], { cwd: root });
  rmSync(root, { recursive: true });
  return archive;
}

/** Runs a program of a packed root file system in a guest. */
export function inGuest(kernel: string, archive: string, program: string): Command {
  return (argument) =>
    boot(
      kernel,
      ['-no-reboot', '-initrd', archive],
      `panic=-1 PROGRAM=${program} ARGUMENT=${argument}`,
    );
}

/** The command that boots an unpacked kernel in a guest, with more options of QEMU and words for the kernel. */
export function boot(kernel: string, options: readonly string[], words: string): string[] {
  const image = readdirSync(join(kernel, 'boot')).find((name) => name.startsWith('vmlinuz'));
  return [
    ...tied,
    'qemu-system-x86_64',
    // KVM hangs in some machines that are guests themselves.
    ...['-accel', 'tcg', '-M', 'q35', '-cpu', 'qemu64', '-m', '1024'],
    ...['-nodefaults', '-nographic', '-serial', 'stdio'],
    ...['-kernel', join(kernel, 'boot', image ?? ''), ...options, '-append'],
    // QEMU translates a program anew for each address at which it is loaded.
    `console=ttyS0 quiet mitigations=off norandmaps cryptomgr.notests ${words}`,
  ];
}
