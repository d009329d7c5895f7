import { linesOf, without, type Hosts, type Outcome, type State } from './host.ts';
import { isDirector, renderings, type Subject } from './subjects.ts';

/** Scripts in a folder, and what they do on hosts. What comes of actions without a fault is kept. */
export class Lab {
  readonly #known = new Map<string, Promise<Outcome>>();

  constructor(
    readonly hosts: Hosts,
    readonly folder: string,
  ) {}

  /** Does an action; that of another script than web's begins with its name. */
  act(from: State, action: string, fault = ''): Promise<Outcome> {
    const commands = `act '${fault}' ${this.#command(action)}`;
    if (fault !== '') return this.hosts.runIn(from, commands);
    const key = `${action}\n${from}`;
    const outcome = this.#known.get(key) ?? this.hosts.runIn(from, commands);
    this.#known.set(key, outcome);
    return outcome;
  }

  race(from: State, action: string, meanwhile: string, fault: string): Promise<Outcome> {
    const commands = `race ${fault} ${this.#command(action)} ${this.#command(meanwhile)}`;
    return this.hosts.runIn(from, commands);
  }

  async change(from: State, commands: string): Promise<State> {
    return (await this.hosts.runIn(from, `${commands}\ndump`)).after;
  }

  #command(action: string): string {
    const isNamed = renderings.some((name) => action.startsWith(`${name} `));
    return `"$SH" ${this.folder}/${isNamed ? action : `web ${action}`}`;
  }
}

/** Calls that change something. */
export const changes = /^(ip -batch|ip -force|nft -f|iptables-restore|ipvsadm -R)/;

export async function statesOf(lab: Lab, subject: Subject): Promise<Map<string, State>> {
  const clean = await lab.change('', ':');
  const { calls, after: started } = await lab.act(clean, 'start');
  const last = calls.findLastIndex((call) => changes.test(call)) + 1;
  const added = without(started, clean);
  const lost = added.filter((line) => /^(address|kernel|link set|r)/.test(line)).join('\n');
  const rules = without(clean, started).filter((line) => line.startsWith('rules'));
  const other = (await lab.act(clean, 'mail start')).after;
  const states = new Map([
    ['clean', clean],
    ['started', started],
    ['half', (await lab.act(clean, 'start', `${last}:kill-before`)).after],
    ['flushed', [...without(started, lost), ...rules].sort().join('\n')],
    ['unrecorded', await lab.change(started, 'rm -f /run/lvsgen/lvs-web*')],
    ['unlogged', await lab.change(started, 'rm -f /run/lvsgen/*')],
    ['older', (await lab.act(clean, 'older start')).after],
    ['other', other],
    ['both', (await lab.act(other, 'start')).after],
  ]);
  if (isDirector(subject)) states.set('bare', await lab.change(clean, 'rm -f /run/ip_vs'));
  return states;
}

/** What there is but for records and logs; where nothing is to be left, those count, too. */
const seen = (state: State, files = false): State =>
  linesOf(state)
    .filter((line) => !(files ? /^put \S+\/(lock|new) / : /^put \/run\/l/).test(line))
    .join('\n');

const difference = (from: State, to: State): string =>
  [
    ...without(from, to).map((line) => `-${line}`),
    ...without(to, from).map((line) => `+${line}`),
  ].join(', ');

const isAnswered = (from: State, { answered, after }: Outcome): boolean =>
  (answered || linesOf(after).includes('answered')) && !linesOf(from).includes('answered');

/** What start and stop come to, by a script that is right. */
export interface Goal {
  readonly up: State;
  readonly down: readonly State[];
}

export async function goalFrom(lab: Lab, state: State): Promise<Goal> {
  const { after } = await lab.act(state, 'start');
  const down = [await lab.act(state, 'stop'), await lab.act(after, 'stop')];
  return { up: seen(after), down: down.map((stopped) => seen(stopped.after, true)) };
}

/** What is wrong with what there is: status, start and stop tell. */
async function problemsIn(lab: Lab, state: State, { up, down }: Goal): Promise<string[]> {
  const problems: string[] = [];
  const check = (what: string, outcome: Outcome, goals: readonly State[], files: boolean): void => {
    const now = seen(outcome.after, files);
    if (outcome.codes === '0' && goals.includes(now) && !isAnswered(state, outcome)) return;
    const answered = outcome.answered ? ', ARP is answered' : '';
    const differs = difference(goals[0] ?? '', now);
    problems.push(
      `then ${what} exits with ${outcome.codes}${answered} (${outcome.said}) ${differs}`,
    );
  };
  const start = await lab.act(state, 'start');
  check('start', start, [up], false);
  check('start, stop', await lab.act(start.after, 'stop'), down, true);
  check('stop', await lab.act(state, 'stop'), down, true);
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
  if (lost.length > 0) problems.push(`of others is lost ${lost.join(', ')}`);
  return problems.length > 0 ? [...problems, `it said ${said}`] : [];
}

/** What is wrong with two actions at once, of which the first waits at a call, or is killed there. */
export async function tryTwo(
  lab: Lab,
  from: State,
  [action, meanwhile]: readonly [string, string],
  fault: string,
): Promise<string[]> {
  const outcome = await lab.race(from, action, meanwhile, fault);
  const first = await lab.act(from, action);
  const second = await lab.act(first.after, meanwhile);
  const other = await lab.act(from, meanwhile);
  const last = await lab.act(other.after, action);
  const { down } = await goalFrom(lab, from);
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
