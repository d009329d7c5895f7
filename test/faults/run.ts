// npm run test:faults: lets each program that a script runs fail, and kills the script there. A word chooses what is tried,
// by how its name begins: a kind of script, a state and so on.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { render, type Config } from '../../src/index.ts';
import { kindNamed, type Kind } from '../kernel/kinds.ts';
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
const pairs = { clean: ['start + web stop', 'start + mail start'], started: ['stop + web start'] };

/** Mistakes: the kind of script, the state and the action in which each shows, and the part that becomes another. */
const mutants = String.raw`
DR with IPv6/started/stop/change del "$ours" => restore_settings; change del "$ours"
DR with IPv6/started/stop/[ -z "$ours" ] || fail => true || fail
DR with IPv6/clean/start/&& write_settings && => && change add "$missing" && write_settings &&
DR with IPv6/clean/start/echo "$file $now $value" >> "$undo" => true
DR with IPv6/clean/start + web stop/flock -w 30 9 => true
DR with IPv6/half/status/[ -z "$missing$stale => [ -z "$stale
TUN with iptables/other/stop/"$others") && ours= => '') && ours=
TUN with iptables/started/stop/set_rules '' && look => look
NAT on el6/older/reload/change del "$stale" => true
director of DR, ports/clean/start/case $nl$undone$nl$lacking in => case '' in`;

/** Programs that only print. That they fail after their work shows no more than that they fail before it. */
const readers = /^(awk|cat|grep|id|sed|tac) /;
const programs =
  'arping awk cat flock grep id ip ip6tables-restore ip6tables-save iptables-restore iptables-save ' +
  'ipvsadm mkdir modprobe mv nft rm sed tac touch';

const chosen = process.argv[2] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'lvsgen-faults-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const program = join(folder, 'program');
const options = ['-Wall', '-Wextra', '-Werror', '-O1', '-static', '-o', program];
execFileSync('gcc', [...options, join(import.meta.dirname, 'program.c')]);
for (const name of programs.split(' ')) symlinkSync(program, join(folder, name));

/** Writes the scripts of a kind. They find no other programs, and have other places for the files of IPVS. */
function write(kind: Kind, part = '', other = ''): string {
  const to = mkdtempSync(join(folder, 'scripts-'));
  const { web, changed: older, mail, target } = kind;
  for (const [name, cluster] of Object.entries({ web, older, mail })) {
    const role = 'director' in cluster ? 'director' : 'real-server';
    const config = { [name === 'mail' ? 'mail' : 'web']: { ...cluster, targets: [target] } };
    const [text = ''] = [...render({ clusters: config } as Config).values()]
      .filter((file) => file.language === 'shell' && file.role === role)
      .map(({ content }) => content)
      .sort((one, another) => another.length - one.length); // before what calls it for chkconfig
    if (!text.includes(part)) throw new Error(`${kind.name} has no ${part}`);
    const script = text
      .replace(part, () => other)
      .replace('. /etc/rc.d/init.d/functions', 'action() { shift && "$@"; }\nexport PATH=')
      .replace(/PATH=\S*/, `PATH=${folder}`)
      .replaceAll('/proc/sys/net/ipv4/vs/', '/run/vs/')
      .replaceAll('/proc/net/ip_vs', '/run/vs/table');
    writeFileSync(join(to, name), script);
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
    `${what}: exit status ${is.codes}, not ${goal.codes}: ${is.said}`,
    ...without(goal.after, is.after).map((line) => `-${line}`),
    ...without(is.after, goal.after).map((line) => `+${line}`),
  ].join('\n  ');

type Act = (script: string, from: State, fault?: string, other?: string) => Promise<Outcome>;
type Result = readonly [name: string, problems: readonly string[]];

/** Experiments from a state with the script `its`, where the script `right` is right. */
class Experiments {
  constructor(
    readonly its: Act,
    readonly right: Act,
    readonly from: State,
    readonly tried: Map<string, string>,
  ) {}

  /** What is wrong with what an action has come to, and with the next start and stop. */
  async judge(action: string, now: Outcome): Promise<string[]> {
    const { its, right, from } = this;
    const [usual, up] = [await right(action, from), await right('web start', from)];
    const drained = await right('web start', usual.after);
    const [down, end] = [await right('web stop', from), await right('web stop', up.after)];
    const [start, stop] = [await its('web start', now.after), await its('web stop', now.after)];
    const [last, status] = [await its('web stop', start.after), await its('web status', now.after)];
    const isOne = ({ after }: Outcome, of: Outcome[], ignored?: RegExp): boolean =>
      of.some((one) => seen(one.after, ignored) === seen(after, ignored));
    const isDown = (one: Outcome): boolean =>
      one.codes === '0' && isOne(one, [down, end], /timeouts/);
    // What is there in the end is of others.
    const others = down.after.split('\n').filter((line) => !/^(echo|put|rules) /.test(line));
    const checks: [what: string, holds: boolean, is: Outcome, goal: Outcome][] = [
      ['ARP is answered', ![now, start, stop, last].some(({ answered }) => answered), now, usual],
      ['no success', now.codes !== '0' || isOne(now, [usual]), now, usual],
      ['gone, and of others', others.every((line) => now.after.includes(line)), now, down],
      ['next start', start.codes === up.codes && isOne(start, [up, drained]), start, up],
      ['next stop', isDown(stop), stop, down],
      ['next start and stop', isDown(last), last, end],
      ['next status', status.codes !== '0' || isOne(now, [up, drained]), status, up],
    ];
    if (action === 'web status')
      checks.push(['answer', [usual.codes, '4', '137'].includes(now.codes), now, usual]);
    return checks.filter(([, holds]) => !holds).map(([what, , is, goal]) => tell(what, is, goal));
  }

  /**
   * Tries an action with each fault. What comes of it depends on what there is and on the programs that are still to run: a
   * restart is tried as a stop and a start. If two faults come to the same failure in one action, they do in all.
   */
  async *withFaults(action: string): AsyncGenerator<Result> {
    const { its, from, tried } = this;
    const isNew = (...key: readonly string[]): boolean =>
      tried.size < tried.set(key.join('\n'), '').size;
    const usual = await its(action, from);
    if (!isNew(from, ...usual.calls)) return;
    yield [action, await this.judge(action, usual)];
    const { calls, states } = await its(action, from, 'hold 0');
    for (const [i, call] of calls.entries()) {
      const [name, after = ''] = [`${action}/${i + 1}-${call.split(' ')[0]}`, states[i]];
      if (!isNew(after, ...calls.slice(i))) continue;
      // A script that is killed leaves what there is at that moment.
      yield [`${name}/killed`, await this.judge(action, { ...usual, codes: '137', after })];
      for (const kind of readers.test(call) ? ['before'] : ['before', 'after']) {
        const beginning = [from, ...calls.slice(0, i + 1), kind].join('\n');
        const failure = tried.get(beginning);
        if (failure !== undefined && !isNew(from, action, failure)) continue;
        const now = await its(action, from, `${kind} ${i + 1}`);
        if (now.codes !== '0') tried.set(beginning, now.codes + now.after);
        yield [`${name}/${kind}`, await this.judge(action, now)];
      }
    }
  }

  /** Tries two actions at once. The first one waits at each call that may change something. */
  async *atOnce(one: string, other: string): AsyncGenerator<Result> {
    const { its, right, from } = this;
    const [first, sooner] = [await right(one, from), await right(other, from)];
    const [second, later] = [await right(other, first.after), await right(one, sooner.after)];
    const turns = [
      `${first.codes} ${second.codes} ${seen(second.after)}`,
      `${later.codes} ${sooner.codes} ${seen(later.after)}`,
    ];
    for (const [i, call] of (await its(one, from)).calls.entries()) {
      if (readers.test(call)) continue;
      const now = await its(one, from, `hold ${i + 1}`, other);
      const isRight = !now.answered && turns.includes(`${now.codes} ${seen(now.after)}`);
      const name = `${one} + ${other}/${i + 1}-${call.split(' ')[0]}`;
      yield [name, isRight ? [] : [tell('not one after the other', now, second)]];
    }
  }
}

const units = kinds.flatMap((kind) => {
  const known = new Map<string, Promise<Outcome>>();
  const shared = { kind, right: write(kind), known, tried: new Map<string, string>(), mistake: '' };
  return [
    ...Object.keys(states).map((state) => ({ ...shared, state, all: actions })),
    ...Object.entries(pairs).map(([state, all]) => ({ ...shared, state, all })),
    ...mutants.split('\n').flatMap((mutant) => {
      const [, name, state = '', action = '', mistake = ''] =
        /^(.*?)\/(.*?)\/(.*?)\/(.*)$/.exec(mutant) ?? [];
      const own = { tried: new Map<string, string>(), state, all: [action], mistake };
      return name === kind.name ? [{ ...shared, ...own }] : [];
    }),
  ];
});

const counts = new Map<string, number>();
function report(name: string, kind: Kind, problems: readonly string[]): void {
  if (!name.startsWith(chosen)) return;
  counts.set(kind.name, (counts.get(kind.name) ?? 0) + 1);
  if (problems.length === 0) return;
  process.exitCode = 1;
  const told = problems.join('\n');
  console.log(`npm run test:faults -- '${name}' # ${chosen === '' ? told.slice(0, 200) : told}`);
}

async function run({ kind, right, known, tried, state, all, mistake }: (typeof units)[number]) {
  const place = `${kind.name}/${mistake === '' ? state : 'mutant'}/`;
  if (!place.startsWith(chosen) && !chosen.startsWith(place)) return;
  const VIPS = kind.silent ? '10.1.1.10 10.1.1.11 10.1.1.12 10.1.1.13' : '';
  const [tool = ''] = /iptables$|nft$/.exec(kind.name) ?? [];
  const list = { iptables: 'iptables -t mangle -S', nft: 'nft list ruleset' }[tool] ?? 'true';
  const host = new Host({ programs: folder, scripts: right, VIPS, list }, known);
  const actOf =
    (scripts: string): Act =>
    (script, from, fault = '', other = '') =>
      host.run(`act '${fault}' '${scripts}/${script}' '${other && `${scripts}/${other}`}'`, from);
  const act = actOf(right);
  const its = mistake === '' ? act : actOf(write(kind, ...mistake.split(' => ')));
  const { after } = await host.run(`{ ${states[state] ?? ''}; } > /dev/null 2>&1; dump`);
  const experiments = new Experiments(its, act, after, tried);
  let isFound = false;
  for (const [one = '', other] of all.map((action) => `web ${action}`.split(' + ')))
    for await (const [name, problems] of other === undefined
      ? experiments.withFaults(one)
      : experiments.atOnce(one, other)) {
      if (mistake === '') report(`${place}${name.slice(4)}`, kind, problems);
      else if ((isFound = problems.length > 0)) break;
    }
  if (mistake !== '') report(`${place}${mistake}`, kind, isFound ? [] : ['it is not found']);
  host.end();
}

await pMap(units, run, { concurrency: 3 });
for (const [name, count] of counts) console.log(`${name}: ${count} experiments`);
