import { difference, linesOf, without, type Host, type Outcome, type State } from './host.ts';
import { renderings } from './subjects.ts';

/** From a clean host: actions, or with ! what a shell does, to the states from which actions are tried. */
export const states: Readonly<Record<string, readonly string[]>> = {
  clean: [],
  loud: ['!echo 3 > /proc/sys/net/ipv4/conf/eth0/arp_ignore'],
  bare: ['!rm /run/ip_vs'],
  started: ['start'],
  half: ['start', '!ip address flush to 192.168.10.13; ip route del 128.0.0.0/1'],
  flushed: [
    'start',
    '!ip address flush to 192.168.10.12/30; ip route flush via 192.168.10.5; nft flush ruleset',
  ],
  unrecorded: ['start', '!rm /run/lvsgen/lvs-web*'],
  unlogged: ['start', '!rm /run/lvsgen/*'],
  older: ['older start'],
  other: ['mail start'],
  both: ['start', 'mail start'],
};

/** Scripts in a folder, and a host for what they do. What comes of it without a fault is known to all. */
export class Lab {
  constructor(
    readonly folder: string,
    readonly host: Host,
    readonly known: Map<string, Promise<Outcome>>,
  ) {}

  async make(name: string): Promise<State> {
    let { after } = await this.#once('dump');
    for (const step of states[name] ?? [])
      ({ after } = step.startsWith('!')
        ? await this.#once(`{ ${step.slice(1)}; } 2> /dev/null\ndump`, after)
        : await this.act(after, step));
    return after;
  }

  /** Does an action; that of another script than web's begins with its name. */
  act(from: State, action: string, fault = ''): Promise<Outcome> {
    const commands = `act '${fault}' ${this.#command(action)}`;
    return fault === '' ? this.#once(commands, from) : this.host.run(commands, from);
  }

  race(from: State, action: string, meanwhile: string, fault: string): Promise<Outcome> {
    const commands = `race ${fault} ${this.#command(action)} ${this.#command(meanwhile)}`;
    return this.host.run(commands, from);
  }

  #once(commands: string, from?: State): Promise<Outcome> {
    const key = `${commands}\n${from}`;
    const outcome = this.known.get(key) ?? this.host.run(commands, from);
    this.known.set(key, outcome);
    return outcome;
  }

  #command(action: string): string {
    const isNamed = renderings.some((name) => action.startsWith(`${name} `));
    return `"$SH" ${this.folder}/${isNamed ? action : `web ${action}`}`;
  }
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

/** What is wrong without a fault: all but other scripts and others' settings comes to the same. */
export async function tryState(lab: Lab, name: string): Promise<string[]> {
  const [from, clean, started] = [
    await lab.make(name),
    await lab.make('clean'),
    await lab.make('started'),
  ];
  const addresses = (state: State): string =>
    linesOf(state)
      .filter((line) => /^(address|route) /.test(line))
      .join('\n');
  const [start, stop] = [await lab.act(from, 'start'), await lab.act(from, 'stop')];
  const end = /other|both/.test(name) ? await lab.act(stop.after, 'mail stop') : stop;
  return [
    ...(/other|both|loud/.test(name)
      ? []
      : [difference(addresses(started), addresses(start.after))]),
    difference(addresses(clean), addresses(end.after)),
    ...(/flushed|loud|unlogged|bare/.test(name) ? [] : without(clean, end.after)),
  ].filter((problem) => problem !== '');
}
