// `npm run bench`: what the generator and the scripts take, measured in one run, as ratios and counts. It fails where a
// limit is not kept. `npm run bench -- --against COMMIT` compares with that commit, which is built for it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { render } from '../../src/index.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
// In memory, where there is room: a disk takes longer for a folder with each that was there before.
const memoryFolder = '/dev/shm';
const folder = mkdtempSync(
  join(existsSync(memoryFolder) ? memoryFolder : tmpdir(), 'lvsgen-bench-'),
);
process.once('exit', () => {
  spawnSync('git', ['worktree', 'remove', '--force', join(folder, 'other')], { cwd: project });
  rmSync(folder, { recursive: true, force: true });
});

/** What a program prints; it has to succeed. */
function run(command: string, args: readonly string[], cwd: string, input = ''): string {
  const maxBuffer = 1 << 28;
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    ...{ cwd, input, maxBuffer, encoding: 'utf8', timeout: 900_000 },
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stdout + stderr}`);
}

/** The least milliseconds that each takes, in turn, so that whatever else the machine does meets all of them. */
function leastOf<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => unknown>>,
): Record<Name, number> {
  const least: Partial<Record<Name, number>> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const name of Object.keys(works) as Name[]) {
      const begin = performance.now();
      works[name]();
      least[name] = Math.min(least[name] ?? Infinity, performance.now() - begin);
    }
  }
  return least as Record<Name, number>;
}

const broken: string[] = [];

/** Prints one line, and keeps in mind whether the limit is kept. */
function tell(what: string, value: number, limit?: number, unit = '', least = false): void {
  const isKept = limit === undefined || (least ? value >= limit : value <= limit);
  const bound = limit === undefined ? '' : ` (at ${least ? 'least' : 'most'} ${limit})`;
  console.log(`${`${value.toFixed(unit === '' ? 1 : 0)}${unit}`.padStart(9)}  ${what}${bound}`);
  if (!isKept) broken.push(`${what}: ${value.toFixed(1)}${unit}${bound}`);
}

const address = (index: number): string => `10.1.${index >> 8}.${index & 255}`;

/** A folder with a config of so many clusters. */
function configOf(name: string, clusters: number, targets: string): string {
  const path = join(folder, name);
  run('mkdir', ['-p', path], folder);
  const lines = Array.from(
    { length: clusters },
    (_, index) => `  c${index}: { mode: dr, vips: [${address(index)}], targets: [${targets}] }\n`,
  );
  writeFileSync(join(path, 'lvsgen.yaml'), `clusters:\n${lines.join('')}`);
  return path;
}

/** Calls the program of a build. */
function lvsgen(build: string, cwd: string, ...argv: readonly string[]): string {
  return run(process.execPath, [join(build, 'dist/bin.js'), ...argv], cwd);
}

let folders = 0;

/** Renders into a folder that is not there. */
function renderNew(build: string, cwd: string): void {
  folders += 1;
  lvsgen(build, cwd, 'render', '--no-lint', '--out', `new-${folders}`);
}

/** The most memory that a command takes, in megabytes. */
function memory(cwd: string, ...argv: readonly string[]): number {
  const tell = 'process.on("exit", () => console.log("\\n" + process.resourceUsage().maxRSS))';
  const preload = ['--import', `data:text/javascript,${tell}`];
  const printed = run(process.execPath, [...preload, join(project, 'dist/bin.js'), ...argv], cwd);
  return Number(printed.trim().split('\n').at(-1)) / 1024;
}

function shortCommands(): void {
  console.log('\nA short command, as a multiple of what `node -e 0` takes');
  const least = leastOf(25, {
    node: () => run(process.execPath, ['-e', '0'], folder),
    version: () => lvsgen(project, project, '--version'),
    check: () => lvsgen(project, project, 'check'),
  });
  tell('lvsgen --version', least.version / least.node, 1.5);
  tell('lvsgen check of the example', least.check / least.node, 4);
}

/** @param against a commit to compare with */
function manyClusters(against: string | undefined): void {
  const [many, wide] = [
    configOf('many', 1000, 'el6, el7'),
    configOf('wide', 1000, 'el6, el7, el8, el9'),
  ];
  lvsgen(project, many, 'render', '--no-lint');
  console.log('\n1,000 clusters for two targets');
  tell(
    'memory of render when all is new',
    memory(many, 'render', '--no-lint', '--out', 'new'),
    250,
    ' MB',
  );
  tell('memory of check', memory(many, 'check'), 250, ' MB');
  lvsgen(project, wide, 'render', '--no-lint');
  tell('memory of check, for four targets', memory(wide, 'check'), undefined, ' MB');
  if (against === undefined) return;

  const other = join(folder, 'other');
  run('git', ['worktree', 'add', '--detach', other, against], project);
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], other);
  run('npm', ['run', 'build'], other);
  const theirs = configOf('theirs', 1000, 'el6, el7');
  lvsgen(other, theirs, 'render', '--no-lint');
  const least = leastOf(3, {
    render: () => {
      renderNew(project, many);
    },
    rendered: () => {
      renderNew(other, theirs);
    },
    check: () => lvsgen(project, many, 'check'),
    checked: () => lvsgen(other, theirs, 'check'),
  });
  console.log(`\nThe same, as a multiple of what ${against} takes, without lint`);
  tell('lvsgen render when all is new', least.render / least.rendered, 2);
  tell('lvsgen check', least.check / least.checked, 2);
}

/** The script of a small cluster by the template module of Ansible, for as many hosts, on this machine. */
function ansible(): void {
  const hosts = 20;
  if (spawnSync('ansible-playbook', ['--version']).status !== 0) {
    console.log('\nansible-playbook is not installed: not compared with it');
    return;
  }
  console.log(`\n${hosts} clusters for two targets, against the template module of Ansible`);
  const path = configOf('ansible', hosts, 'el6, el7');
  lvsgen(project, path, 'render', '--no-lint');
  const script = readFileSync(
    join(path, 'generated/c0/real-server/el6/etc/rc.d/init.d/lvs-c0'),
    'utf8',
  );
  const template = `{% raw %}${script.replaceAll('lvs-c0', '{% endraw %}{{ name }}{% raw %}')}{% endraw %}`;
  writeFileSync(join(path, 'script.j2'), template);
  const inventory = Array.from({ length: hosts }, (_, index) => `c${index}`).join('\n');
  writeFileSync(join(path, 'hosts'), `${inventory}\n\n[all:vars]\nansible_connection=local\n`);
  const tasks = ['init', 'logic'].map((file) => ({
    template: { src: 'script.j2', dest: `${path}/{{ inventory_hostname }}.${file}` },
    vars: { name: 'lvs-{{ inventory_hostname }}' },
  }));
  const play = [{ hosts: 'all', gather_facts: false, tasks }];
  writeFileSync(join(path, 'play.yml'), JSON.stringify(play));
  const least = leastOf(1, {
    lvsgen: () => {
      renderNew(project, path);
    },
    ansible: () => run('ansible-playbook', ['-i', 'hosts', 'play.yml'], path),
  });
  tell('times as fast', least.ansible / least.lvsgen, 10, ' x', true);
}

const actions = ['start', 'status', 'reload', 'stop'] as const;
const rounds = 7;
/** Of programs that an action runs, and how many times as long 1,000 VIPs may take as one. */
const [most, longest] = [40, 3];

/** Prints for each action the programs that it runs and, several times, the microseconds that it takes. */
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
  echo "$action $(grep -c ' = 0$' /run/trace) 0"
done
for action in ${Array.from({ length: rounds }, () => actions.join(' ')).join(' ')}; do
  begin=$(date +%s%N)
  does "/bin/$1" /run/script "$action"
  end=$(date +%s%N)
  echo "$action 0 $(((end - begin) / 1000))"
done
`;

interface Measured {
  readonly programs: number;
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
  const argv = [...namespaces, 'bash', '-c', measured, 'bash', shell];
  const samples = run('unshare', argv, folder, content)
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  return Object.fromEntries(
    actions.map((action) => {
      // The first one is that under strace.
      const [first = [], ...own] = samples.filter(([name]) => name === action);
      const times = own.map(([, , time]) => Number(time));
      return [action, { programs: Number(first[1]), time: Math.min(...times) }];
    }),
  );
}

function scripts(): void {
  for (const shell of ['bash', 'dash']) {
    console.log(`\nThe script of a DR real server in ${shell}, 1,000 VIPs and one`);
    const [one, many] = [script(1, shell), script(1000, shell)];
    for (const action of actions) {
      const none = { programs: NaN, time: NaN };
      const [ofOne = none, ofMany = none] = [one[action], many[action]];
      tell(`${action}: programs that it runs with 1,000`, ofMany.programs, most, ' ');
      tell(`${action}: more than with one`, ofMany.programs - ofOne.programs, 0, ' ');
      const limit = action === 'start' ? longest : undefined;
      tell(`${action}: time, as a multiple of that with one`, ofMany.time / ofOne.time, limit);
    }
  }
}

const { against } = parseArgs({ options: { against: { type: 'string' } } }).values;
const kernel = readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim();
console.log(`Node.js ${process.version}, kernel ${kernel}`);
shortCommands();
manyClusters(against);
ansible();
scripts();
for (const one of broken) console.error(`NOT KEPT: ${one}`);
process.exitCode = broken.length > 0 ? 1 : 0;
