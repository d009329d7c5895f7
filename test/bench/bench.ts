// `npm run bench`: what the generator and the scripts take, measured in one run, as ratios. It fails where a limit is not
// kept.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '../../src/index.ts';

const project = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lvsgen-bench-'));
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a program prints; it has to succeed. */
function run(command: string, args: readonly string[], cwd = project, input = ''): string {
  const options = { cwd, input, maxBuffer: 1 << 28, encoding: 'utf8', timeout: 900_000 } as const;
  const { error, status, stdout, stderr } = spawnSync(command, args, options);
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stdout + stderr}`);
}

/** The least milliseconds that each takes, in turn, so that whatever else the machine does meets all of them. */
function leastOf(rounds: number, ...works: (() => unknown)[]): number[] {
  const least = works.map(() => Infinity);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, work] of works.entries()) {
      const begin = performance.now();
      work();
      least[index] = Math.min(least[index] ?? Infinity, performance.now() - begin);
    }
  return least;
}

/** Prints one line, and keeps in mind whether the limit is kept. */
function tell(what: string, value: number, limit?: number, unit = ''): void {
  const bound = limit === undefined ? '' : ` (at most ${limit})`;
  console.log(`${`${value.toFixed(unit === '' ? 1 : 0)}${unit}`.padStart(9)}  ${what}${bound}`);
  if (limit === undefined || value <= limit) return;
  console.error(`NOT KEPT: ${what}: ${value.toFixed(1)}${unit}${bound}`);
  process.exitCode = 1;
}

const address = (index: number): string => `10.1.${index >> 8}.${index & 255}`;

/** A folder with a config of so many clusters. */
function configOf(clusters: number): string {
  const path = join(folder, `${clusters}`);
  mkdirSync(path);
  const lines = Array.from(
    { length: clusters },
    (_, index) => `  c${index}: { mode: dr, vips: [${address(index)}], targets: [el6, el7] }\n`,
  );
  writeFileSync(join(path, 'lvsgen.yaml'), `clusters:\n${lines.join('')}`);
  return path;
}

const bin = join(project, 'dist/bin.js');
const lvsgen = (cwd: string, ...argv: readonly string[]): string =>
  run(process.execPath, [bin, ...argv], cwd);

/** The most memory that a command takes, in megabytes. */
function memory(cwd: string, ...argv: readonly string[]): number {
  const code = 'process.on("exit", () => console.log("\\n" + process.resourceUsage().maxRSS))';
  const preload = ['--import', `data:text/javascript,${code}`];
  const printed = run(process.execPath, [...preload, bin, ...argv], cwd);
  return Number(printed.trim().split('\n').at(-1)) / 1024;
}

/** The microseconds that each of these actions of a DR real server takes at least, by a shell. */
const actions = ['start', 'status', 'reload', 'stop'];
function timesOf(vips: number, shell: string): number[] {
  const config = {
    mode: 'dr' as const,
    vips: Array.from({ length: vips }, (_, index) => address(index + 1)),
    targets: ['el7'] as const,
  };
  const script = render({ clusters: { web: config } }).get('web/real-server/el7/usr/sbin/lvs-web');
  const program = `
    set -eu
    mount -t tmpfs tmpfs /run
    ip link set lo up
    ip link add eth0 type veth peer name eth1
    ip addr add 10.1.255.254/16 dev eth0
    ip link set eth0 up
    cat > /run/script
    for round in 1 2 3 4 5 6 7; do
      for action in ${actions.join(' ')}; do
        begin=$(date +%s%N)
        "$1" /run/script "$action" < /dev/null > /run/said 2>&1 || { cat /run/said && exit 1; }
        echo "$action $(($(date +%s%N) - begin))"
      done
    done`;
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const argv = [...namespaces, 'bash', '-c', program, 'bash', shell];
  const lines = run('unshare', argv, folder, script?.content).split('\n');
  return actions.map((action) => {
    const own = lines.filter((line) => line.startsWith(`${action} `));
    return Math.min(...own.map((line) => Number(line.split(' ')[1])));
  });
}

const kernel = readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim();
console.log(`Node.js ${process.version}, kernel ${kernel}`);

console.log('\nA command, as a multiple of what `node -e 0` takes');
const [one, many] = [configOf(1), configOf(1000)];
const [node = NaN, version = NaN, check = NaN] = leastOf(
  25,
  () => run(process.execPath, ['-e', '0']),
  () => lvsgen(project, '--version'),
  () => lvsgen(project, 'check'),
);
const [rendered = NaN] = leastOf(3, () => {
  rmSync(join(many, 'generated'), { recursive: true, force: true });
  lvsgen(many, 'render', '--no-lint');
});
const [checked = NaN] = leastOf(3, () => lvsgen(many, 'check'));
tell('lvsgen --version', version / node, 1.5);
tell('lvsgen check of the example', check / node, 4);
tell('lvsgen render of 1,000 clusters for two targets, when all is new', rendered / node, 150);
tell('lvsgen check of them', checked / node, 50);

console.log('\n1,000 clusters for two targets');
lvsgen(one, 'render', '--no-lint');
const [lintOne = NaN, lintMany = NaN] = leastOf(
  1,
  () => lvsgen(one, 'lint'),
  () => lvsgen(many, 'lint'),
);
tell('lvsgen lint, as a multiple of what one cluster takes', lintMany / lintOne);
tell('memory of render', memory(many, 'render', '--no-lint', '--out', 'new'), 250, ' MB');
tell('memory of check', memory(many, 'check'), 250, ' MB');

for (const shell of ['bash', 'dash']) {
  console.log(`\nThe script of a DR real server in ${shell}, 1,000 VIPs, as a multiple of one`);
  const [ofOne, ofMany] = [timesOf(1, shell), timesOf(1000, shell)];
  for (const [i, action] of actions.entries())
    tell(action, (ofMany[i] ?? NaN) / (ofOne[i] ?? NaN), action === 'start' ? 3 : undefined);
}
