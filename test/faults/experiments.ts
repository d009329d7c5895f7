import { difference, linesOf, without, type Host, type Outcome, type State } from './host.ts';

/** What is done from a clean host, and with ! what a shell does, to get to the states in which actions are tried. */
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

  async make(state: string): Promise<State> {
    let { after } = await this.#once('dump');
    for (const step of states[state] ?? [])
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
    const key = `${commands}\n${from ?? ''}`;
    const outcome = this.known.get(key) ?? this.host.run(commands, from);
    this.known.set(key, outcome);
    return outcome;
  }

  #command(action: string): string {
    return `"$SH" ${this.folder}/${/^(older|mail) /.test(action) ? action : `web ${action}`}`;
  }
}

/**
 * What there is but for records and logs; where nothing is to be left, those count, too. Tables of nft have no order, and an
 * empty table of IPVS is none.
 */
const seen = (state: State, files = false): State =>
  linesOf(state)
    .filter((line) => !(files ? /^put \S+\/(lock|new) / : /^put \/run\/l/).test(line))
    .filter((line) => !/^put \/run\/ip_vs (''|--set\S* \S* \S* \S*)$/.test(line))
    .flatMap((line) => (line.startsWith('rules') ? inOrder(line) : line))
    .join('\n');
const inOrder = (rules: string): string[] =>
  rules
    .replace(/'?$/, String.raw`\n`)
    .split(/(?=table )/)
    .sort();

const isAnswered = (from: State, { answered }: Outcome): boolean =>
  answered && !linesOf(from).includes('answered');

type Check = readonly [what: string, holds: boolean, now: Outcome, goal: Outcome];

const failing = (checks: readonly Check[]): string[] =>
  checks
    .filter(([, holds]) => !holds)
    .map(([what, , { codes, said, after }, goal]) =>
      [
        `${what}: exit status ${codes}, not ${goal.codes}`,
        said,
        difference(goal.after, after),
      ].join('; '),
    );

/** What is wrong with an action in which a fault strikes, and with what comes then, where another script is right. */
export async function tryFault(
  its: Lab,
  right: Lab,
  from: State,
  action: string,
  fault: string,
): Promise<string[]> {
  const [usual, up] = [await right.act(from, action), await right.act(from, 'start')];
  const [down, end] = [await right.act(from, 'stop'), await right.act(up.after, 'stop')];
  const now = await its.act(from, action, fault);
  const [start, stop] = [await its.act(now.after, 'start'), await its.act(now.after, 'stop')];
  const last = await its.act(start.after, 'stop');
  const status = await its.act(now.after, 'status');
  const isDown = (stopped: Outcome): boolean =>
    stopped.codes === '0' &&
    [down, end].some((one) => seen(one.after, true) === seen(stopped.after, true));
  const withoutSettings = (state: State): State => seen(state).replaceAll(/^echo .*\n/gm, '');
  const isOne = (state: State, ...of: State[]): boolean =>
    of.some((one) => withoutSettings(one) === withoutSettings(state));
  // A start that fails takes back what it did; but what it takes away at last stays away.
  const isWhole = isOne(now.after, from, usual.after, down.after, end.after);
  // What is there in the end is of others.
  const lost = linesOf(seen(down.after))
    .flatMap((line) => line.replace(/^rules \S*?'|'$/g, '').split(String.raw`\n`))
    .filter((line) => !/^(echo|put) /.test(line) && !now.after.includes(line));
  return failing([
    ['the fault does not strike', fault === '' || now.struck, now, usual],
    ['ARP is answered', !isAnswered(from, now), now, usual],
    ['it is no success', now.codes !== '0' || seen(now.after) === seen(usual.after), now, usual],
    ['it fails without a fault', fault !== '' || now.codes === usual.codes, now, usual],
    [
      'status is wrong',
      action !== 'status' || [usual.codes, '4', '137'].includes(now.codes),
      now,
      usual,
    ],
    [
      'a part is done',
      isWhole || !/^(start|reload|mend)$/.test(action) || now.codes === '137',
      now,
      usual,
    ],
    [`of others is lost ${lost.join()}`, lost.length === 0, now, usual],
    [
      'then start',
      start.codes === up.codes && (up.codes !== '0' || seen(start.after) === seen(up.after)),
      start,
      up,
    ],
    ['ARP is answered in the next start', !isAnswered(now.after, start), start, up],
    ['then start and stop', isDown(last) && !isAnswered(start.after, last), last, end],
    ['then stop', isDown(stop) && !isAnswered(now.after, stop), stop, down],
    [
      'then status claims all',
      status.codes !== '0' || seen(status.after) === seen(up.after),
      status,
      up,
    ],
    [
      'then status claims nothing',
      status.codes !== '3' || isOne(status.after, down.after, end.after),
      status,
      down,
    ],
  ]);
}

/** The same for two actions at once, of which the first waits at a call, or is killed there while it goes on. */
export async function tryTwo(
  its: Lab,
  right: Lab,
  from: State,
  [action, meanwhile]: readonly [string, string],
  fault: string,
): Promise<string[]> {
  const now = await its.race(from, action, meanwhile, fault);
  const [first, other] = [await right.act(from, action), await right.act(from, meanwhile)];
  const second = await right.act(first.after, meanwhile);
  const last = await right.act(other.after, action);
  const isAfter = (codes: string, end: Outcome): boolean =>
    now.codes === codes && seen(now.after) === seen(end.after);
  const inTurn =
    isAfter(`${first.codes} ${second.codes}`, second) ||
    isAfter(`${last.codes} ${other.codes}`, last) ||
    (fault.endsWith('orphan') && (isAfter('137 0', second) || isAfter('137 0', other)));
  return failing([
    ['the first does not wait', now.struck, now, second],
    ['ARP is answered', !isAnswered(from, now), now, second],
    ['not one after the other', inTurn, now, second],
  ]);
}

/** The same for a state, without a fault: a start and a stop come to what they come to from a clean host. */
export async function tryState(lab: Lab, state: string): Promise<string[]> {
  const start = await lab.act(await lab.make(state), 'start');
  const stop = await lab.act(start.after, 'stop');
  const [clean, started] = [
    await lab.make('clean'),
    await lab.act(await lab.make('clean'), 'start'),
  ];
  return failing([
    ['start', seen(start.after) === seen(started.after), start, started],
    [
      'stop',
      without(seen(clean, true), seen(stop.after, true)).every((line) => line.startsWith('put')),
      stop,
      start,
    ],
  ]);
}
