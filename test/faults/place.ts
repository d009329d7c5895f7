import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { unpacked } from '../cluster/place.ts';
import { renderSubject, type Subject } from './subjects.ts';

/**
 * Makes a root file system for experiments with some subjects.
 *
 * @param root - A folder that is not there yet.
 * @param options - kernel, an unpacked kernel whose modules are to be there, for a guest; standIn, for something that
 *   takes the place of IPVS on a kernel that has none.
 */
export function makeRoot(
  root: string,
  subjects: readonly Subject[],
  { kernel, standIn = false }: { kernel?: string; standIn?: boolean } = {},
): void {
  const arping = join(unpacked('arping', 'iputils-arping'), 'usr/bin/arping');
  const args = [root, arping, ...(kernel === undefined ? [] : [kernel])];
  execFileSync('bash', [join(import.meta.dirname, 'make-root.bash'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, STAND_IN: standIn ? 'yes' : '' },
  });
  for (const subject of subjects) renderSubject(subject, join(root, 'faults/rendered'));
}

/** Why experiments cannot be run here, or nothing. */
export function obstacle(): string | undefined {
  if (process.getuid?.() !== 0) return 'it needs root, to make network namespaces';
  const programs = {
    busybox: 'busybox',
    cc: 'gcc libc6-dev',
    dash: 'dash',
    gawk: 'gawk',
    ip: 'iproute2',
  };
  const absent = Object.entries(programs).filter(
    ([program]) => !works('sh', '-c', `command -v ${program}`),
  );
  if (absent.length > 0) return `apt-get install ${absent.map(([, name]) => name).join(' ')}`;
  if (!works('unshare', '--net', 'ip', 'link', 'add', 'eth0', 'type', 'veth'))
    return 'it needs a kernel with network namespaces and veth';
  return undefined;
}

function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
