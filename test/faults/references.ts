import { actions, type Action, type Experiment, type Observation } from './experiment.ts';
import {
  exposedIn,
  sameFiles,
  sameNetwork,
  sameSettings,
  withLinksOf,
  type HostState,
} from './host-state.ts';
import { tablesOf, type Part, type Table } from './tables.ts';
import type { Subject } from './subjects.ts';

/** What follows an action: either order, so that each of the two is tried right after it. */
export const followUps: readonly (readonly Action[])[] = [
  ['start', 'stop'],
  ['stop', 'start'],
];

/** What actions lead to in a state of a subject where nothing goes wrong. */
export interface Reference {
  readonly table: Table;
  /** By the action, in the order of followUps. */
  readonly observed: ReadonlyMap<Action, readonly Observation[]>;
  /** What start sets up where the script is not yet, and what there is without the script. */
  readonly up: HostState;
  readonly down: HostState;
}

/** The experiments that tell the references of some states, all in all. */
export function referenceExperiments(subject: Subject, states: readonly string[]): Experiment[] {
  const tables = tablesOf(subject);
  const bases = states.map((state) => tableOf(tables, state).without);
  const wanted = new Set(['clean', ...bases, ...states]);
  return tables
    .filter(({ state }) => wanted.has(state))
    .flatMap(({ state }) =>
      actions.flatMap((action) =>
        followUps.map((then) => ({ subject: subject.name, state, action, then })),
      ),
    );
}

const tableOf = (tables: readonly Table[], state: string): Table => {
  const table = tables.find((one) => one.state === state);
  if (table === undefined) throw new Error(`There is no table for the state ${state}`);
  return table;
};

/** Makes references, by their state, of what was seen of one subject. */
export function referencesFrom(
  subject: Subject,
  observations: readonly Observation[],
): Map<string, Reference> {
  const tables = tablesOf(subject);
  const seen = (state: string, action: Action): Observation[] =>
    observations
      .filter(({ experiment }) => experiment.state === state && experiment.action === action)
      .sort((one, other) => orderOf(one) - orderOf(other));
  const first = (state: string, action: Action): Observation => {
    const [observation] = seen(state, action);
    if (observation === undefined) throw new Error(`${subject.name}: nothing is known of ${state}`);
    return observation;
  };
  const references = new Map<string, Reference>();
  for (const table of tables.filter(({ state }) => seen(state, 'start').length > 0)) {
    const { without } = table;
    const refuses = tableOf(tables, without).outcomes.start.exit !== 0;
    references.set(table.state, {
      table,
      observed: new Map(actions.map((action) => [action, seen(table.state, action)])),
      up: first(refuses ? 'clean' : without, 'start').done.host,
      down: first(without, 'start').before,
    });
  }
  return references;
}

const orderOf = ({ experiment }: Observation): number =>
  followUps.findIndex(([first]) => first === experiment.then[0]);

/** How what was seen where nothing went wrong differs from the table. */
export function problemsOf(reference: Reference, subject: Subject): string[] {
  const { table, observed } = reference;
  return [...observed].flatMap(([action, observations]) =>
    observations.flatMap((observation) => {
      const { done, before, status, followers } = observation;
      const outcome = table.outcomes[action];
      let last = done.host;
      const problems = [
        ...differencesFrom(action, done.code, done.host, before, reference),
        ...(status.code === outcome.status ? [] : [`status ${status.code}, not ${outcome.status}`]),
        ...exposures(before, done.host, done.answered, subject),
      ];
      for (const follower of followers) {
        // What a start refuses at first, it refuses later.
        const { action: then, code, host } = follower;
        const found = differencesFrom(then, code, host, last, reference);
        problems.push(
          ...found.map((problem) => `then ${follower.action}: ${problem}`),
          ...exposures(last, follower.host, follower.answered, subject),
        );
        last = follower.host;
      }
      return problems.map((problem) => `${table.state}, ${action}: ${problem}`);
    }),
  );
}

function differencesFrom(
  action: Action,
  code: number,
  host: HostState,
  before: HostState,
  { table, up, down }: Reference,
): string[] {
  const { exit, network, settings } = table.outcomes[action];
  const hosts: Record<Part, HostState> = {
    up,
    down,
    same: before,
    'down but links': withLinksOf(before, down),
  };
  // A restart that refuses to start has stopped.
  const hasRefused = network === 'same' && exit !== 0 && action !== 'restart';
  return [
    ...(code === exit ? [] : [`exit status ${code}, not ${exit}`]),
    ...(sameNetwork(hosts[network], host) ? [] : [`the network is not ${network}`]),
    ...(sameSettings(hosts[settings], host, settings === 'up')
      ? []
      : [`the settings are not ${settings}`]),
    ...(!network.startsWith('down') || noTrace(host, down) ? [] : ['files are left']),
    ...(!hasRefused || sameFiles(host, before) ? [] : ['files were changed']),
  ];
}

const noTrace = (host: HostState, down: HostState): boolean =>
  [...host.files.keys()].every((file) => down.files.has(file));

/** VIPs for which ARP is answered, and was not before: by the rules of the kernel, and by packets. */
export function exposures(
  before: HostState,
  after: HostState,
  answered: readonly string[],
  { kind, vips }: Pick<Subject, 'kind' | 'vips'>,
): string[] {
  // A director is who answers.
  if (kind === 'director') return [];
  const exposed = exposedIn(before);
  const now = exposedIn(after);
  const are = now.filter((vip) => vips.includes(vip) && !exposed.includes(vip));
  // An address with a short prefix on lo makes all of its network local, and the host answers for all of that: also
  // where the address is somebody else's.
  const was = [...exposed, ...now.filter((address) => !vips.includes(address))].some((address) =>
    address.startsWith('192.168.10.'),
  );
  const strangers = answered.filter((word) => !vips.includes(word));
  return [
    ...are.map((vip) => `ARP for ${vip} is answered, by the settings`),
    ...(was ? [] : answered.filter((word) => vips.includes(word))).map(
      (vip) => `ARP for ${vip} was answered`,
    ),
    ...(strangers.length > 0 ? [`asking by ARP failed: ${strangers.join(' ')}`] : []),
  ];
}
