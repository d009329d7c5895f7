// npm run profile:start: how long the start of one VIP runs each of its programs, beside the plain script.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './measure.ts';
import { RealServerHost, realServerScript } from './real-server-host.ts';

const rounds = 41;
const plainStart = fileURLToPath(new URL('plain-start.sh', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lvsgen-profile-'));
const host = new RealServerHost();
const log = join(folder, 'trace');
const traced = `strace --seccomp-bpf -f -ttt -e trace=execve,exit_group -o ${log}`;

/** The milliseconds from the begin of each program to its end, in the order of their begin; the script comes first. */
function programs(): [string, number][] {
  const begun = new Map<string, [name: string, at: number]>();
  const took = new Map<string, [string, number]>();
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, pid = '', seconds = '', call = ''] = /^(\d+) +(\S+) (.*)$/.exec(line) ?? [];
    const at = Number(seconds) * 1000;
    const [, name] = /^execve\("[^"]*", \["([^"]*)".* = 0$/.exec(call) ?? [];
    if (name !== undefined && !begun.has(pid)) {
      begun.set(pid, [name, at]);
      took.set(pid, [name, 0]);
    }
    const own = begun.get(pid);
    if (own !== undefined && call.startsWith('exit_group')) took.set(pid, [own[0], at - own[1]]);
  }
  return [...took.values()];
}

async function profile(start: string, undo: readonly string[]): Promise<string> {
  const seen: [string, number][][] = [];
  // The first start makes folders that are there later.
  for (let round = 0; round <= rounds; round += 1) {
    await host.run(`${traced} ${start}`);
    if (round > 0) seen.push(programs());
    for (const line of undo) await host.run(line);
  }
  const [first = []] = seen;
  const times = first.map((_, i) => median(seen.map((one) => one[i]?.[1] ?? 0)));
  const [all = 0, ...parts] = times;
  const own = all - parts.reduce((sum, one) => sum + one, 0);
  return [
    ...first.slice(1).map(([name], i) => `| ${name} | ${(parts[i] ?? 0).toFixed(1)} ms |`),
    `| the shell, what it forks included | ${own.toFixed(1)} ms |`,
    `| together | ${all.toFixed(1)} ms |`,
  ].join('\n');
}

try {
  const script = realServerScript('one', ['192.168.10.12'], folder);
  const head = (name: string): string => `| ${name} | median of ${rounds} |\n| --- | --- |\n`;
  const rendered = await profile(`${script} start`, [`${script} stop`]);
  const plain = await profile(plainStart, [
    'ip addr del 192.168.10.12/32 dev lo',
    'for n in announce ignore; do echo 0 >/proc/sys/net/ipv4/conf/all/arp_$n; done',
  ]);
  process.stdout.write(`${head('start of one VIP')}${rendered}\n\n`);
  process.stdout.write(`${head('a plain script')}${plain}\n`);
} finally {
  await host.end();
  rmSync(folder, { recursive: true, force: true });
}
