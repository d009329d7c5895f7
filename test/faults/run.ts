// npm run test:faults: lets each program that a script runs fail, and kills the script there. A word chooses what is tried,
// by how its name begins: a kind of script, a state and so on.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { kindNamed, script, type Kind } from '../kernel/kinds.ts';
import { Host, without, type Outcome, type State } from './host.ts';

/** Scripts that have each part of the templates, the longest one first. */
const kinds = [
  'director of TUN, marks by iptables',
  'director of DR, ports',
  'TUN with iptables',
  'TUN with nft',
  'NAT on el6',
  'DR with IPv6',
].map(kindNamed);

/** How a clean host gets to a state. */
const states: Readonly<Record<string, string>> = {
  clean: 'true',
  started: 'start web',
  half: "start web; ip a flush to 10.1.1.11; ip r del 128.0.0.0/1; sed -i '$d' /run/vs/table",
  flushed: 'start web; ip a flush to 10.1.1.8/29; ip r flush via 10.1.1.1; nft flush ruleset',
  unrecorded: 'start web; rm /run/lvsgen/lvs-web*',
  older: 'start older',
  other: 'start mail',
};
const actions = [
  ...['stop', 'start', 'status', 'restart', 'reload', 'mend', 'try-restart', 'condrestart'],
  ...['force-reload', 'drain 10.1.1.31', 'undrain 10.1.1.31'],
];

/** Mistakes: the kind of script, the state and the action in which each shows, and the part that becomes another. */
const mutants = String.raw`
DR with IPv6 | started | stop | change del "$ours" | restore_settings; change del "$ours"
DR with IPv6 | started | stop | [ -z "$ours" ] || fail | true || fail
DR with IPv6 | clean | start | && write_settings && | && change add "$missing" && write_settings &&
DR with IPv6 | clean | start | echo "$file $now $value" >> "$undo" | true
DR with IPv6 | half | status | [ -z "$missing$stale | [ -z "$stale
TUN with iptables | other | stop | "$others") && ours= | '') && ours=
TUN with iptables | started | stop | set_rules '' && look | look
NAT on el6 | older | reload | change del "$stale" | true
director of DR, ports | clean | start | case $nl$undone$nl$lacking in | case '' in`
  .split('\n')
  .map((line) => line.split(' | '));

/** Programs that only print. That they fail after their work shows no more than that they fail before it. */
const readers = /^(awk|cat|grep|id|sed|tac) /;

const chosen = process.argv[2] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'lvsgen-faults-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const preload = join(folder, 'preload.so');
const options = ['-Wall', '-Wextra', '-Werror', '-O1', '-shared', '-fPIC', '-o', preload];
execFileSync('gcc', [...options, join(import.meta.dirname, 'preload.c')]);

/** Writes the scripts of a kind. They find no other programs, and have other places for the files of IPVS. */
function write(kind: Kind, part = '', other = ''): string {
  const to = mkdtempSync(join(folder, 'scripts-'));
  const { web, changed: older, mail } = kind;
  for (const [name, cluster] of Object.entries({ web, older, mail })) {
    const text = script(kind, cluster, name === 'mail' ? 'mail' : 'web');
    if (!text.includes(part)) throw new Error(`${kind.name} has no ${part}`);
    const changed = text
      .replace(part, () => other)
      .replace('. /etc/rc.d/init.d/functions', 'action() { shift && "$@"; }\nexport PATH=')
      .replace(/PATH=\S*/, 'PATH=/run/bin')
      .replaceAll('/proc/sys/net/ipv4/vs/', '/run/vs/')
      .replaceAll('/proc/net/ip_vs', '/run/vs/table');
    writeFileSync(join(to, name), changed);
  }
  symlinkSync(`/bin/${kind.shell}`, join(to, 'sh'));
  return to;
}

/** What counts of a state: not records and logs, but where nothing is to be left, and never the timeouts of IPVS. */
const seen = (state: State, ignored = /^put \/run\/(l|vs\/table.timeouts)/): string =>
  state
    .split('\n')
    .filter((line) => !ignored.test(line))
    .map((line) => (/^(rules|put \/run\/vs)/.test(line) ? inOrder(line) : line))
    .join('\n');
/** The order of rules and services does not matter. */
const inOrder = (line: string): string =>
  line
    .replaceAll("'", '')
    .split(/[$ ](?=-A)|\\n/)
    .sort()
    .join();

const tell = (what: string, is: Outcome, goal: Outcome): string =>
  [
    `${what}: exit status ${is.code}, not ${goal.code}: ${is.said}`,
    ...without(goal.after, is.after).map((line) => `-${line}`),
    ...without(is.after, goal.after).map((line) => `+${line}`),
  ].join('\n  ');

type Act = (action: string, from: State, fault?: string) => Promise<Outcome>;

/** What is wrong with what an action of `its` script has come to, and with the next start and stop; `right` is right. */
async function judge(its: Act, right: Act, from: State, action: string, now: Outcome) {
  const [usual, up] = [await right(action, from), await right('start', from)];
  const drained = await right('start', usual.after);
  const [down, end] = [await right('stop', from), await right('stop', up.after)];
  const [start, stop] = [await its('start', now.after), await its('stop', now.after)];
  const [last, status] = [await its('stop', start.after), await its('status', now.after)];
  const isOne = ({ after }: Outcome, of: Outcome[], ignored?: RegExp): boolean =>
    of.some((one) => seen(one.after, ignored) === seen(after, ignored));
  const isDown = (one: Outcome): boolean => one.code === '0' && isOne(one, [down, end], /timeouts/);
  // What is there in the end is of others.
  const others = down.after.split('\n').filter((line) => !/^(echo|put|rules) /.test(line));
  const answers = action === 'status' ? [usual.code, '4', '137'] : [now.code];
  const checks: [what: string, holds: boolean, is: Outcome, goal: Outcome][] = [
    ['ARP is answered', ![now, start, stop, last].some(({ answered }) => answered), now, usual],
    ['no success', now.code !== '0' || isOne(now, [usual]), now, usual],
    ['gone, and of others', others.every((line) => now.after.includes(line)), now, down],
    ['answer', answers.includes(now.code), now, usual],
    ['next start', start.code === up.code && isOne(start, [up, drained]), start, up],
    ['next stop', isDown(stop), stop, down],
    ['next start and stop', isDown(last), last, end],
    ['next status', status.code !== '0' || isOne(now, [up, drained]), status, up],
  ];
  return checks.filter(([, holds]) => !holds).map(([what, , is, goal]) => tell(what, is, goal));
}

/**
 * Tries an action with each fault. What comes of it depends on what there is and on the programs that are still to run: a
 * restart is tried as a stop and a start. If two faults come to the same failure in one action, they do in all.
 */
async function* withFaults(
  [its, right, from]: [Act, Act, State],
  action: string,
  tried: Map<string, string>,
): AsyncGenerator<[name: string, problems: readonly string[]]> {
  const problems = (now: Outcome): Promise<string[]> => judge(its, right, from, action, now);
  const isNew = (...key: readonly string[]): boolean =>
    tried.size < tried.set(key.join('\n'), '').size;
  const usual = await its(action, from);
  if (!isNew(from, ...usual.calls)) return;
  yield [action, await problems(usual)];
  const { calls, states } = await its(action, from, 'hold 0');
  for (const [i, call] of calls.entries()) {
    const [name, after = ''] = [`${action}/${i + 1}-${call.split(' ')[0]}`, states[i]];
    if (!isNew(after, ...calls.slice(i))) continue;
    // A script that is killed leaves what there is at that moment.
    yield [`${name}/killed`, await problems({ ...usual, code: '137', after })];
    for (const kind of readers.test(call) ? ['before'] : ['before', 'after']) {
      const beginning = [from, ...calls.slice(0, i + 1), kind].join('\n');
      const failure = tried.get(beginning);
      if (failure !== undefined && !isNew(from, action, failure)) continue;
      const now = await its(action, from, `${kind} ${i + 1}`);
      if (now.code !== '0') tried.set(beginning, now.code + now.after);
      yield [`${name}/${kind}`, await problems(now)];
    }
  }
}

let count = 0;
function report(name: string, problems: readonly string[]): void {
  if (!name.startsWith(chosen)) return;
  count += 1;
  if (problems.length === 0) return;
  process.exitCode = 1;
  const told = problems.join('\n');
  console.log(`npm run test:faults -- '${name}' # ${chosen === '' ? told.slice(0, 200) : told}`);
}

/** What is tried with a kind of script from one state: all that is right, or one mistake. */
const units = kinds.flatMap((kind) => {
  const shared = { kind, right: write(kind), known: new Map<string, Promise<Outcome>>() };
  const tried = new Map<string, string>();
  const own = mutants.filter(([name]) => name === kind.name);
  return [
    ...Object.keys(states).map((state) => ({ ...shared, state, all: actions, tried, part: '' })),
    ...own.map(([, state = '', action = '', part = '', other]) => {
      return { ...shared, state, all: [action], tried: new Map<string, string>(), part, other };
    }),
  ];
});

async function run(unit: (typeof units)[number] & { other?: string }): Promise<void> {
  const { kind, right, known, state, all, tried, part, other } = unit;
  const place = `${kind.name}/${part === '' ? state : 'mutant'}/`;
  if (!place.startsWith(chosen) && !chosen.startsWith(place)) return;
  const VIPS = kind.silent ? '10.1.1.10 10.1.1.11 10.1.1.12 10.1.1.13' : '';
  const [tool = ''] = /iptables$|nft$/.exec(kind.name) ?? [];
  const list = { iptables: 'iptables -t mangle -S', nft: 'nft list ruleset' }[tool] ?? 'true';
  const host = new Host({ preload, scripts: right, VIPS, list }, known);
  const actOf =
    (scripts: string): Act =>
    (action, from, fault = '') =>
      host.run(`act '${fault}' '${scripts}/web ${action}'`, from);
  const act = actOf(right);
  const its = part === '' ? act : actOf(write(kind, part, other));
  const { after } = await host.run(`{ ${states[state] ?? ''}; } > /dev/null 2>&1; ask; dump`);
  let isFound = false;
  for (const action of all)
    for await (const [name, problems] of withFaults([its, act, after], action, tried)) {
      if (part === '') report(`${place}${name}`, problems);
      else if ((isFound = problems.length > 0)) break;
    }
  if (part !== '') report(`${place}${part}`, isFound ? [] : ['it is not found']);
  host.end();
}

await pMap(units, run, { concurrency: 3 });
console.log(`${count} experiments`);
