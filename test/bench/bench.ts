// `npm run bench`: what the generator and the scripts take, measured in one run, as ratios and counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { render } from '../../src/index.ts';

const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lvsgen-bench-'));
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

/** The output of a program and the milliseconds that it took; it has to succeed. */
function run(command: string, args: readonly string[], input = ''): readonly [string, number] {
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 600_000,
  });
  const time = performance.now() - begin;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return [stdout, time];
}

function median(rounds: number, measure: () => number): number {
  const times = Array.from({ length: rounds }, measure).sort((left, right) => left - right);
  return times[Math.floor(rounds / 2)] ?? 0;
}

const address = (index: number): string => `10.1.${index >> 8}.${index & 255}`;

function put(clusters: number): void {
  const lines = Array.from(
    { length: clusters },
    (_, index) => `  c${index}: { mode: dr, vips: [${address(index)}], targets: [el6, el7] }\n`,
  );
  writeFileSync(join(folder, 'lvsgen.yaml'), `clusters:\n${lines.join('')}`);
  rmSync(join(folder, 'generated'), { recursive: true, force: true });
}

const node = median(5, () => run(process.execPath, ['-e', '0'])[1]);

function generator(): void {
  const lvsgen = (...argv: readonly string[]): number => run(process.execPath, [bin, ...argv])[1];
  const rows: (readonly [string, number])[] = [];
  for (const clusters of [1, 1000]) {
    const rounds = clusters === 1 ? 3 : 1;
    const ofNew = median(rounds, () => {
      put(clusters);
      return lvsgen('render', '--no-lint');
    });
    rows.push([`render of ${clusters} clusters, all new`, ofNew]);
    const again = median(rounds, () => lvsgen('render', '--no-lint'));
    rows.push([`render of ${clusters} clusters, nothing changed`, again]);
  }
  for (const clusters of [1, 20]) {
    put(clusters);
    rows.push([`lint of ${clusters} clusters`, lvsgen('lint')]);
  }
  console.log(`\nGenerator: how many times as long as \`node -e 0\` (${node.toFixed(0)} ms here)`);
  for (const [what, time] of rows) {
    console.log(`  ${(time / node).toFixed(1).padStart(8)}  ${what}`);
  }
}

const actions = ['start', 'status', 'reload', 'stop'] as const;
const rounds = 7;
/** Of programs that an action runs, and how many times as long 1,000 VIPs may take as one. */
const [most, longest] = [40, 3];

/** Prints for each action the programs that it runs, the processes that it begins and the microseconds that it takes. */
const measured = `
set -eu
mount -t tmpfs tmpfs /run
mkdir -p /run/bin /run/lock/subsys
ln -s "$(command -v gawk)" /run/bin/awk
ip link set lo up
ip link add eth0 type veth peer name eth1
ip addr add 10.1.255.254/16 dev eth0
ip link set eth0 up
cat > /run/script
does() { "$@" > /run/said 2>&1 < /dev/null || { cat /run/said && exit 1; }; }
for action in ${actions.join(' ')}; do
  does strace -f -qq -e trace=execve -o /run/trace "/bin/$1" /run/script "$action"
  echo "$action $(grep -c ' = 0$' /run/trace) 0 0"
done
for action in ${Array.from({ length: rounds }, () => actions.join(' ')).join(' ')}; do
  read -r _ _ _ _ first < /proc/loadavg
  begin=$(date +%s%N)
  does "/bin/$1" /run/script "$action"
  end=$(date +%s%N)
  read -r _ _ _ _ last < /proc/loadavg
  # But for those of date.
  echo "$action 0 $((last - first - 2)) $(((end - begin) / 1000))"
done
`;

interface Measured {
  readonly programs: number;
  readonly processes: number;
  readonly time: number;
}

function script(vips: number, shell: string): Readonly<Record<string, Measured>> {
  const config = {
    mode: 'dr' as const,
    vips: Array.from({ length: vips }, (_, index) => address(index + 1)),
    targets: ['el7'] as const,
  };
  const [logic] = [...render({ clusters: { web: config } }).values()].filter(({ path }) =>
    path.endsWith('/usr/sbin/lvs-web'),
  );
  const content = logic?.content.replace('PATH=/sbin', 'PATH=/run/bin:/sbin') ?? '';
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const [printed] = run('unshare', [...namespaces, 'bash', '-c', measured, 'bash', shell], content);
  const samples = printed
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  return Object.fromEntries(
    actions.map((action) => {
      const own = samples.filter(([name]) => name === action);
      const column = (index: number): number[] =>
        own.map((sample) => Number(sample[index])).sort((left, right) => left - right);
      const [programs = 0] = column(1).slice(-1);
      const [processes = 0] = column(2).slice(-1);
      // The first one is that under strace.
      const time = column(3)[1 + Math.floor(rounds / 2)] ?? 0;
      return [action, { programs, processes, time }];
    }),
  );
}

function scripts(): string[] {
  const broken: string[] = [];
  console.log('\nScript of a DR real server: what 1 and 1,000 VIPs take');
  console.log('  programs   processes  time, as a ratio');
  for (const shell of ['bash', 'dash']) {
    const [one, many] = [script(1, shell), script(1000, shell)];
    for (const action of actions) {
      const none = { programs: 0, processes: 0, time: 1 };
      const [of1 = none, of1000 = none] = [one[action], many[action]];
      const counts = ([of1.programs, of1000.programs] as const).join(' and ');
      const processes = [of1.processes, of1000.processes].join(' and ');
      const ratio = of1000.time / of1.time;
      console.log(
        `  ${counts.padEnd(9)}  ${processes.padEnd(9)}  ${ratio.toFixed(1)}  ${action}, ${shell}`,
      );
      if (counts !== `${of1.programs} and ${of1.programs}` || of1.programs > most) {
        broken.push(`${action} in ${shell} runs ${counts} programs: the same, and at most ${most}`);
      }
      if (action === 'start' && ratio > longest) {
        broken.push(
          `${action} in ${shell} takes ${ratio.toFixed(1)} times as long: at most ${longest}`,
        );
      }
    }
  }
  return broken;
}

console.log(
  `Node.js ${process.version}, kernel ${readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim()}`,
);
const broken = scripts();
generator();
for (const one of broken) console.error(`NOT KEPT: ${one}`);
process.exitCode = broken.length > 0 ? 1 : 0;
