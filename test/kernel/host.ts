import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test as anyTest } from 'vitest';
import { script, type Cluster, type Place } from './kinds.ts';

/** The clusters of the scripts of a test, by the names with which it calls them. */
export type Clusters = Readonly<Record<string, Cluster>>;

/** Namespaces need root. In CI, to be without is a failure. */
const able = process.getuid?.() === 0 || process.env['CI'] !== undefined;
if (!able) console.warn('Neither scripts nor hosts are tested in the kernel: that needs root.');
export const test = able ? anyTest : anyTest.skip;

// As `service` sets it up, and one that nobody has thought of.
const ordinary = ['PATH=/sbin:/usr/sbin:/bin:/usr/bin', 'TERM=dumb'];
const hostile = [
  ...ordinary,
  ...['LANG=tr_TR.UTF-8', 'LC_ALL=C.UTF-8', 'POSIXLY_CORRECT=1', 'CDPATH=/', 'IFS=0'],
  ...['GREP_OPTIONS=-v --color=always', 'vips=x', 'drain=x', 'started=x', 'missing=x'],
];

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const [prelude, functions, ipvsadm] = ['host.bash', 'functions.bash', 'ipvsadm.awk'].map(file);
export const quoted = (words = ''): string => `'${words.replaceAll("'", String.raw`'\''`)}'`;

/** The script of a cluster as it runs here: it finds what stands in for programs and for the files of IPVS. */
function installed(place: Place, cluster: Cluster, name: string): string {
  return script(place, cluster, name === 'mail' ? 'mail' : 'web')
    .replace(/PATH=(\/sbin:\S+)/, 'PATH=$${HOST_PATH:-/run/bin:$1}')
    .replaceAll('/proc/net/ip_vs', '/run/vs/table')
    .replaceAll('/proc/sys/net/ipv4/vs/', '/run/vs/');
}

/**
 * Plays steps on a host of their own. A line that begins with `$ ` is a command in bash; below it stands what it prints.
 * An empty line says nothing.
 */
export async function play(place: Place, clusters: Clusters, steps: string): Promise<void> {
  const lines = steps.split('\n').map((line) => line.trim());
  const expected = lines.filter((line) => line !== '');
  const program = expected
    .filter((line) => line.startsWith('$ '))
    .map((line) => `echo ${quoted(line)}\n${line.slice(2)}\n`);
  const printed = await host(place, clusters, program.join(''));
  expect(printed).toBe(expected.join('\n'));
}

/** What a program in bash prints that has these scripts. */
async function host(place: Place, clusters: Clusters, program: string): Promise<string> {
  const { name: kind, shell } = place;
  const sysv = place.target === 'el6' ? 'yes' : '';
  const variables = Object.entries({ kind, shell, sysv, functions, ipvsadm });
  const environment = place.hostile ? hostile : ordinary;
  const input = [
    ...variables.map(([name, value]) => `${name}=${quoted(value)}`),
    `environment=(${environment.map(quoted).join(' ')})`,
    prelude,
    ...['main() {', 'prepare'],
    ...Object.entries(clusters).map(
      ([name, cluster]) =>
        `printf %s ${quoted(installed(place, cluster, name))} > /run/scripts/${name}`,
    ),
    ...[program, '}', 'main < /dev/null 2>&1'],
  ].join('\n');
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  // A program from a pipe is read byte by byte, but not what is evaluated.
  const child = spawn('unshare', [...namespaces, 'bash', '--norc', '-c', 'eval "$(cat)"'], {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  child.stdin.end(input);
  return (await text(child.stdout)).trim();
}
