import { difference, linesOf, without, type Host, type Outcome, type State } from './host.ts';
import { renderings } from './subjects.ts';

/** Scripts in a folder, and a host for what they do. What comes of an action without a fault is known to all. */
export class Lab {
  constructor(
    readonly folder: string,
    readonly host: Host,
    readonly known: Map<string, Promise<Outcome>>,
  ) {}

  /** Does an action; that of another script than web's begins with its name. */
  act(from: State, action: string, fault = ''): Promise<Outcome> {
    const commands = `act '${fault}' ${this.#command(action)}`;
    if (fault !== '') return this.host.run(commands, from);
    const outcome = this.known.get(commands + from) ?? this.host.run(commands, from);
    this.known.set(commands + from, outcome);
    return outcome;
  }

  race(from: State, action: string, meanwhile: string, fault: string): Promise<Outcome> {
    const commands = `race ${fault} ${this.#command(action)} ${this.#command(meanwhile)}`;
    return this.host.run(commands, from);
  }

  async change(from: State | undefined, commands: string): Promise<State> {
    return (await this.host.run(`${commands}\ndump`, from)).after;
  }

  #command(action: string): string {
    const isNamed = renderings.some((name) => action.startsWith(`${name} `));
    return `"$SH" ${this.folder}/${isNamed ? action : `web ${action}`}`;
  }
}

/** Calls that change something. */
export const changes = /^(ip -batch|ip -force|nft -f|iptables-restore|ipvsadm -R)/;

/** The states from which actions are tried. */
export async function makeStates(lab: Lab): Promise<Map<string, State>> {
  const clean = await lab.change(undefined, ':');
  const { calls, after: started } = await lab.act(clean, 'start');
  const last = calls.findLastIndex((call) => changes.test(call)) + 1;
  const added = without(started, clean);
  const isLost = (line: string): boolean => /^(address|link set|r)/.test(line);
  const rules = without(clean, started).filter((line) => line.startsWith('rules'));
  const one = added.find((line) => /^(address|route)/.test(line))?.replace(' add ', ' del ');
  const other = (await lab.act(clean, 'mail start')).after;
  return new Map([
    ['clean', clean],
    ['loud', await lab.change(clean, 'echo 3 > /proc/sys/net/ipv4/conf/eth0/arp_ignore')],
    ['started', started],
    ['killed', (await lab.act(clean, 'start', `${last}:kill-before`)).after],
    ['half', await lab.change(started, `ip ${one}`)],
    ['flushed', [...without(started, added.filter(isLost).join('\n')), ...rules].sort().join('\n')],
    ['unrecorded', await lab.change(started, 'rm -f /run/lvsgen/lvs-web*')],
    ['unlogged', await lab.change(started, 'rm -f /run/lvsgen/*')],
    ['older', (await lab.act(clean, 'older start')).after],
    ['other', other],
    ['both', (await lab.act(other, 'start')).after],
    ['bare', await lab.change(clean, 'rm -f /run/ip_vs')],
  ]);
}

/** What there is but for records and logs; where nothing is to be left, those count, too. */
const seen = (state: State, files = false): State =>
  linesOf(state)
    .filter((line) => !(files ? /^put \S+\/(lock|new) / : /^put \/run\/l/).test(line))
    .join('\n');

const isAnswered = (from: State, { answered }: Outcome): boolean =>
  answered && !linesOf(from).includes('answered');

/** What start and stop come to, by a script that is right. */
interface Goal {
  readonly startCode: string;
  readonly up: State;
  readonly down: readonly State[];
}

async function goalFrom(lab: Lab, state: State): Promise<Goal> {
  const { codes, after } = await lab.act(state, 'start');
  const down = [await lab.act(state, 'stop'), await lab.act(after, 'stop')];
  return {
    startCode: codes,
    up: seen(after),
    down: down.map((stopped) => seen(stopped.after, true)),
  };
}

/** What is wrong with what there is: status, start and stop tell. */
async function problemsIn(lab: Lab, state: State, goal: Goal): Promise<string[]> {
  const problems: string[] = [];
  const { startCode, up, down } = goal;
  const check = (what: string, outcome: Outcome, goals: readonly State[], code = '0'): void => {
    const now = seen(outcome.after, goals === down);
    if (outcome.codes === code && goals.includes(now) && !isAnswered(state, outcome)) return;
    const answered = outcome.answered ? ', ARP is answered' : '';
    const differs = difference(goals[0] ?? '', now);
    problems.push(
      `then ${what} exits with ${outcome.codes}${answered} (${outcome.said}) ${differs}`,
    );
  };
  const start = await lab.act(state, 'start');
  check('start', start, [up], startCode);
  check('start, stop', await lab.act(start.after, 'stop'), down);
  check('stop', await lab.act(state, 'stop'), down);
  const { codes } = await lab.act(state, 'status');
  const now = seen(state);
  if (codes === '0' && now !== up) problems.push(`status claims all: ${difference(up, now)}`);
  if (codes === '3' && !down.some((stopped) => seen(stopped) === now))
    problems.push(`status claims nothing: ${difference(seen(down[0] ?? ''), now)}`);
  return problems;
}

/** What is wrong with an action in which a fault strikes: the script is in one lab, one that is right in another. */
export async function tryFault(
  lab: Lab,
  right: Lab,
  from: State,
  action: string,
  fault: string,
): Promise<string[]> {
  const usual = await right.act(from, action);
  const goal = await goalFrom(right, from);
  const outcome = await lab.act(from, action, fault);
  const { after, codes, said } = outcome;
  const problems = await problemsIn(lab, after, goal);
  const now = seen(after);
  if (fault !== '' && !outcome.struck) problems.push('the fault has not struck');
  if (isAnswered(from, outcome)) problems.push('ARP for a VIP is answered');
  if (codes === '0' && now !== seen(usual.after))
    problems.push(`claims success: ${difference(seen(usual.after), now)}`);
  if (fault === '' && codes !== usual.codes) problems.push(`exits with ${codes}`);
  if (action === 'status' && ![usual.codes, '4', '137'].includes(codes))
    problems.push(`claims ${codes} where it is ${usual.codes}`);
  const lost = linesOf(goal.down[0] ?? '')
    .flatMap((line) => line.replace(/^rules \S*?'|'$/g, '').split(String.raw`\n`))
    .filter((line) => !/^(echo|put) /.test(line) && !after.includes(line));
  const network = (state: State): State => seen(state).replaceAll(/^echo.*\n/gm, '');
  const whole = [from, usual.after, ...goal.down].map(network);
  if (/^(start|reload|mend)$/.test(action) && codes !== '137' && !whole.includes(network(after)))
    problems.push(`only a part is done: ${difference(network(from), network(after))}`);
  if (lost.length > 0) problems.push(`of others is lost ${lost.join(', ')}`);
  return problems.length > 0 ? [...problems, `it said ${said}`] : [];
}

/** What is wrong with two actions at once, of which the first waits at a call, or is killed there. */
export async function tryTwo(
  lab: Lab,
  right: Lab,
  from: State,
  [action, meanwhile]: readonly [string, string],
  fault: string,
): Promise<string[]> {
  const outcome = await lab.race(from, action, meanwhile, fault);
  const first = await right.act(from, action);
  const second = await right.act(first.after, meanwhile);
  const other = await right.act(from, meanwhile);
  const last = await right.act(other.after, action);
  const { down } = await goalFrom(right, from);
  const now = seen(outcome.after);
  const isRight = fault.endsWith('orphan')
    ? outcome.codes === '137 0' && down.includes(seen(outcome.after, true))
    : (outcome.codes === `${first.codes} ${second.codes}` && now === seen(second.after)) ||
      (outcome.codes === `${last.codes} ${other.codes}` && now === seen(last.after));
  const { codes, said, struck } = outcome;
  return [
    ...(struck ? [] : ['the first has not waited']),
    ...(isAnswered(from, outcome) ? ['ARP for a VIP is answered'] : []),
    ...(isRight ? [] : [`exit with ${codes} (${said}) ${difference(seen(second.after), now)}`]),
  ];
}

/** What is wrong without a fault: one start and one stop come to the same from all states. */
export async function problemsOf(lab: Lab, states: ReadonlyMap<string, State>): Promise<string[]> {
  const [clean = '', started = '', both = ''] = ['clean', 'started', 'both'].map((name) =>
    states.get(name),
  );
  const problems = without(clean, (await lab.act(started, 'stop')).after);
  for (const [name, from] of states) {
    if (/loud|unlogged|other|both|bare/.test(name)) continue;
    const { after } = await lab.act(from, 'start');
    problems.push(...without(seen(after), started), ...without(seen(started), after));
  }
  const down = (await lab.act((await lab.act(both, 'stop')).after, 'mail stop')).after;
  return [...problems, ...without(clean, down)];
}
