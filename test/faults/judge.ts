import type { Action, Observation } from './experiment.ts';
import {
  exposedIn,
  isLink,
  sameFiles,
  sameNetwork,
  sameSettings,
  withLinksOf,
  type HostState,
} from './host-state.ts';
import { exposures, type Reference } from './references.ts';
import type { Kind, Subject } from './subjects.ts';

/**
 * Why what was seen in an experiment with a fault breaks the contract: nothing where it holds.
 *
 * - ARP for a VIP is not answered, by packets and by the rules of the kernel, unless it was before.
 * - A director has no VIP whose services are missing, unless it was so before.
 * - An action that says it is done has reached its goal: exactly what it leads to where nothing goes wrong.
 * - A start or reload that fails leaves nothing that it added.
 * - status changes nothing, and says what is true or that it does not know.
 * - Whatever the action has come to, a start and a stop that follow reach what they would have reached before it or
 *   behind it, and what belongs to others is as it was.
 */
export function judge(observation: Observation, reference: Reference, subject: Subject): string[] {
  const { experiment, done, before, followers } = observation;
  const { action } = experiment;
  const goal = reference.observed.get(action)?.[0];
  if (goal === undefined) throw new Error(`Nothing is known of ${action} when ${experiment.state}`);
  let last = before;
  const heard = [done, ...followers].flatMap(({ host, answered, action: then }) => {
    const found = [
      ...exposures(last, host, answered, subject),
      ...unservedBy(last, host, reference, subject),
    ];
    last = host;
    return found.map((problem) => `after ${then}: ${problem}`);
  });
  return [
    ...heard,
    ...(action === 'status'
      ? judgeStatus(observation)
      : judgeChange(observation, goal, reference, subject)),
    ...judgeTruth(observation, reference, subject),
    ...followers.flatMap((follower, i) => judgeFollower(observation, i, reference)),
  ];
}

/** VIPs that a director has without their services, and had not so before. */
function unservedBy(
  before: HostState,
  after: HostState,
  { up }: Reference,
  { kind, vips }: Subject,
): string[] {
  if (kind !== 'director') return [];
  const lacking = ({ network }: HostState): string[] =>
    vips.filter(
      (vip) =>
        [...network].some((line) => line.includes(` inet ${vip}/`)) &&
        [...up.network].some((line) => line.startsWith(`-A -t ${vip}:`) && !network.has(line)),
    );
  const was = lacking(before);
  return lacking(after)
    .filter((vip) => !was.includes(vip))
    .map((vip) => `${vip} is there without its services`);
}

const killed = (code: number): boolean => code > 128;

function judgeChange(
  observation: Observation,
  goal: Observation,
  reference: Reference,
  subject: Subject,
): string[] {
  const { experiment, done, before } = observation;
  const { host, code } = done;
  const outcome = reference.table.outcomes[experiment.action];
  const reached =
    sameNetwork(host, goal.done.host) &&
    sameSettings(host, goal.done.host, outcome.network === 'up');
  if (code === 0 && outcome.exit !== 0) return ['exit status 0, though it should have refused'];
  if (code === 0)
    return [
      ...(reached ? [] : ['exit status 0, but the goal is not reached']),
      ...(sameFiles(host, goal.done.host)
        ? []
        : ['exit status 0, but other files than that leads to']),
    ];
  const known = [before, goal.done.host, reference.up, reference.down];
  const { injection } = experiment;
  const unwritable = injection?.fault === 'torn' ? observation.at?.words : undefined;
  const problems = strayFrom(host, known, { wasKilled: killed(code), unwritable });
  if (killed(code) || experiment.action === 'restart' || reached) return problems;
  // What stop leaves of a link is a line that was not there before.
  const mayCome = experiment.action === 'stop' ? goal.done.host.network : new Set<string>();
  const added = [...host.network].filter((line) => !before.network.has(line) && !mayCome.has(line));
  if (added.length > 0) problems.push(`it failed, but has added: ${added.join('; ')}`);
  // Where a VIP was there before, the suppression stays with it.
  const wasThere = recordOf(before) !== undefined || vipsIn(before, subject).length > 0;
  if (experiment.action !== 'stop' && !wasThere && !sameSettings(host, before))
    problems.push('it failed, but has changed settings');
  return problems;
}

/**
 * The kernel resets it when ip_forward is written: who is killed then has not put it back yet, and who may not write it
 * cannot.
 */
const resetByForwarding = '/proc/sys/net/ipv4/conf/all/accept_redirects';

/** Whether a line is a real server of a director that was there before, and gets no new connections by now. */
const isDrained = (line: string, { network }: HostState): boolean => {
  const [, server] = /^(-a .* -r \S+) .*-w 0$/.exec(line) ?? [];
  return server !== undefined && [...network].some((one) => one.startsWith(`${server} `));
};

/** What of a host is in none of the states that an action leads through, or in all of them and not there. */
function strayFrom(
  host: HostState,
  states: readonly HostState[],
  { wasKilled, unwritable }: { wasKilled: boolean; unwritable: string | undefined },
): string[] {
  const extra = [...host.network].filter(
    (line) =>
      states.every((state) => !state.network.has(line)) &&
      !(wasKilled && states.some((state) => isDrained(line, state))),
  );
  const [first] = states;
  const gone = [...(first?.network ?? [])].filter(
    (line) => !host.network.has(line) && states.every((state) => state.network.has(line)),
  );
  const settings = [...host.settings].filter(
    ([name, value]) =>
      !name.endsWith('/promote_secondaries') &&
      !(name === resetByForwarding && (wasKilled || name === unwritable)) &&
      states.every((state) => state.settings.get(name) !== value),
  );
  return [
    ...extra.map((line) => `nobody asked for: ${line}`),
    ...gone.map((line) => `it was there all the time: ${line}`),
    ...settings.map(([name, value]) => `nobody asked for ${name}=${value}`),
  ];
}

function judgeStatus({ before, done }: Observation): string[] {
  const { host } = done;
  const kept = sameNetwork(before, host) && sameSettings(before, host) && sameFiles(before, host);
  return kept ? [] : ['status has changed something'];
}

/** Exit statuses that say nothing of the state: unknown, a program is missing, or killed. */
const saysNothing = (code: number): boolean => [4, 5].includes(code) || killed(code);

function judgeTruth(observation: Observation, reference: Reference, subject: Subject): string[] {
  const { experiment, done, before, status } = observation;
  const after = truth(done.host, reference, subject);
  const problems = after.includes(status.code)
    ? []
    : [`then status says ${status.code}, not ${after.join(' or ')}: ${status.said}`];
  const own = truth(before, reference, subject);
  if (experiment.action === 'status' && !own.includes(done.code) && !saysNothing(done.code))
    problems.push(`status says ${done.code}, not ${own.join(' or ')}: ${done.said}`);
  return problems;
}

/** What status may say of a host. */
function truth(host: HostState, { up, down }: Reference, subject: Subject): number[] {
  const { kind, subsysLock } = subject;
  const own = [...up.network].filter((line) => !down.network.has(line));
  const strange = [...host.network].filter(
    (line) => !up.network.has(line) && !down.network.has(line),
  );
  const settings = [...up.settings].filter(([name, value]) => down.settings.get(name) !== value);
  const silent =
    kind === 'nat' ||
    kind === 'director' ||
    exposedIn({ ...host, network: up.network }).length === 0;
  const there = own.filter((line) => host.network.has(line));
  const lock = has(host, /^\/run\/lock\/subsys\/lvs-web/);
  const recorded = isReadable(host, up);
  const shown = vipsIn(host, subject);
  const serves = (lines: readonly string[]): boolean =>
    lines.some((line) => servesBy[kind].test(line));

  // Whose link is up, nobody knows without a record.
  const visible = recorded || lock ? there : there.filter((line) => !isLink(line));
  if (visible.length === 0 && !lock && !recorded && !strange.some((line) => shown.includes(line)))
    return [3];
  const asSet = settings.every(
    ([name, value]) => host.settings.get(name) === value || (silent && /\/arp_[a-z]+$/.test(name)),
  );
  if (there.length === own.length && silent && asSet && strange.length === 0)
    // Without records, the routes of VS/NAT may be somebody else's.
    return kind === 'nat' && !recorded && !lock ? [0, 3] : [0];
  if (!lock || !subsysLock || serves(there)) return [1];
  // One that another script holds too may be one of its own.
  return shown.length > 0 ? [1, 2] : [2];
}

/** What of a host is about a VIP, with whatever prefix. */
const vipsIn = ({ network }: HostState, { vips }: Subject): string[] =>
  [...network].filter((line) => vips.some((vip) => line.includes(` ${vip}/`)));

const has = ({ files }: HostState, name: RegExp): boolean =>
  [...files.keys()].some((file) => name.test(file));

const recordOf = ({ files }: HostState): string | undefined =>
  [...files].find(([file]) => file.startsWith('/run/lvsgen/lvs-web'))?.[1];

/** Whether the script takes its record for one: it is whole, of this boot and of this version. */
function isReadable(host: HostState, up: HostState): boolean {
  const record = recordOf(host);
  const head = recordOf(up)?.split('|')[0];
  return (
    record !== undefined &&
    head !== undefined &&
    record.startsWith(`${head}|`) &&
    record.endsWith('|end|')
  );
}

/** What clients need before all else, in the words of `ip`. */
const servesBy: Readonly<Record<Kind, RegExp>> = {
  dr: / inet6? /,
  tun: / inet /,
  nat: / via /,
  director: / inet /,
};

function judgeFollower(observation: Observation, i: number, reference: Reference): string[] {
  const { experiment, followers } = observation;
  const follower = followers[i];
  if (follower === undefined) return [];
  const outcome = reference.table.outcomes[follower.action];
  const before = i > 0 ? followers[i - 1] : observation.done;
  const expected = [
    // What it refuses, it leaves alone.
    ...(outcome.exit !== 0 && before !== undefined ? [before.host] : []),
    // Where the record was lost and has been written again, but the ledger not yet, settings can be put back after all.
    ...(outcome.network.startsWith('down')
      ? [reference.down, withLinksOf(observation.before, reference.down)]
      : []),
    // As if the action had not been there, or had come to its end.
    ...hostsAfter(reference, follower.action, []),
    ...hostsAfter(reference, experiment.action, experiment.then.slice(0, i + 1)),
    ...hostsAfter(reference, follower.action, experiment.then.slice(1, i + 1)),
    ...(i > 0
      ? [...reference.observed.keys()].flatMap((action) =>
          hostsAfter(reference, action, experiment.then.slice(0, i + 1)),
        )
      : []),
  ];
  const same = expected.some(
    (host) =>
      sameNetwork(host, follower.host) &&
      sameSettings(host, follower.host, follower.action !== 'stop') &&
      sameNames(host, follower.host),
  );
  const name = `then ${followers
    .slice(0, i + 1)
    .map(({ action }) => action)
    .join(', ')}`;
  return [
    ...(follower.code === outcome.exit || (outcome.exit !== 0 && same)
      ? []
      : [`${name}: exit status ${follower.code}: ${follower.said}`]),
    ...(same ? [] : [`${name}: not what that leads to`]),
  ];
}

const sameNames = (one: HostState, other: HostState): boolean =>
  [...one.files.keys()].sort().join() === [...other.files.keys()].sort().join();

/** The hosts to which an action and those behind it have led where nothing went wrong. */
function hostsAfter(reference: Reference, action: Action, then: readonly Action[]): HostState[] {
  const observations = reference.observed.get(action) ?? [];
  if (then.length === 0) return observations.map(({ done }) => done.host);
  return observations
    .filter(({ experiment }) => then.every((one, i) => experiment.then[i] === one))
    .flatMap(({ followers }) => followers[then.length - 1]?.host ?? []);
}
