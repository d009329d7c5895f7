import { spawnSync } from 'node:child_process';
import { describe, test } from 'vitest';

const packages: Record<string, string> = {
  arping: 'arping',
  bash: 'bash',
  busybox: 'busybox',
  dash: 'dash',
  gawk: 'gawk',
  ip: 'iproute2',
  strace: 'strace',
};
const utilLinux = ['unshare', 'nsenter', 'flock', 'setpriv', 'mount'];

function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function missing(): string {
  if (process.getuid?.() !== 0) return 'needs root';
  const wanted = [...Object.entries(packages), ...utilLinux.map((tool) => [tool, 'util-linux'])];
  const absent = wanted.filter(([tool = '']) => !works('sh', '-c', `command -v ${tool}`));
  if (absent.length > 0) {
    const names = new Set(absent.map(([, name]) => name));
    return `apt-get install ${[...names].join(' ')}`;
  }
  // The arping of iputils sends one request a second at most.
  const help = spawnSync('arping', ['--help'], { encoding: 'utf8' });
  if (!(help.stdout + help.stderr).includes('Habets')) return 'apt-get install arping (Habets)';
  if (!works('unshare', '--net', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'))
    return 'needs the right to make namespaces and to mount in them';
  if (!works('unshare', '--net', 'ip', 'link', 'add', 'eth0', 'type', 'veth'))
    return 'needs a kernel with veth';
  return '';
}

const reason = missing();

/** Tests that need root and some tools. Without them they are skipped; in CI that is a failure. */
export function describeKernel(name: string, tests: () => void): void {
  if (reason === '') describe(name, { timeout: 90_000 }, tests);
  else if (process.env['CI'])
    test(name, () => {
      throw new Error(`cannot run here: ${reason}`);
    });
  else describe.skip(`${name} (skipped: ${reason})`, tests);
}
