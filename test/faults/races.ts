import type { Notes } from './console.ts';
import { isBeside, type Action, type Injection, type Step } from './experiment.ts';
import { differences, type HostState } from './host-state.ts';
import type { Lab } from './lab.ts';
import { numbered } from './plan.ts';
import { exposures } from './references.ts';
import type { Subject } from './subjects.ts';

/** Two runs at once: of one script, or of those of two clusters. */
export interface Pair {
  readonly state: string;
  readonly action: Action;
  readonly cluster: 'web' | 'mail';
  readonly other: Action;
}

export const pairs: readonly Pair[] = [
  { state: 'clean', action: 'start', cluster: 'web', other: 'start' },
  { state: 'clean', action: 'start', cluster: 'web', other: 'stop' },
  { state: 'started', action: 'start', cluster: 'web', other: 'stop' },
  { state: 'started', action: 'stop', cluster: 'web', other: 'start' },
  { state: 'started', action: 'stop', cluster: 'web', other: 'stop' },
  { state: 'started', action: 'restart', cluster: 'web', other: 'status' },
  { state: 'started', action: 'status', cluster: 'web', other: 'restart' },
  { state: 'clean', action: 'start', cluster: 'mail', other: 'start' },
  { state: 'started', action: 'stop', cluster: 'mail', other: 'start' },
  { state: 'both-started', action: 'stop', cluster: 'mail', other: 'stop' },
];

/** One is held at a step, and the other, if it is to be, in turn at one of its own. */
interface Race {
  readonly pair: Pair;
  readonly hold: Pick<Injection, 'step' | 'nth'>;
  readonly otherHold?: Pick<Injection, 'step' | 'nth'>;
}

interface Ended {
  readonly codes: readonly [number, number];
  readonly host: HostState;
}

export interface RaceFindings {
  readonly subject: string;
  readonly ran: number;
  readonly failures: readonly string[];
}

const nobodyHeld = { step: '-', nth: 1 };

const inWords = (
  subject: Subject,
  { pair: { state, action, cluster, other }, hold, otherHold }: Race,
): string =>
  [
    ...[subject.name, 'race', state, action, hold.step, hold.nth, cluster, other],
    ...(otherHold === undefined ? ['-', 0] : [otherHold.step, otherHold.nth]),
  ].join(' ');

/**
 * Holds one run at each of its steps while another runs to its end, or until it waits for the lock; with everyPair, also
 * to each step of its own that it comes to meanwhile. What becomes of the host and the two exit statuses has to be what
 * one of the two orders, one after the other, leads to.
 */
export async function raceAll(
  subject: Subject,
  chosen: readonly Pair[],
  everyPair: boolean,
  lab: Lab,
  tick: (done: number, all: number) => void,
): Promise<RaceFindings> {
  const orders = chosen.flatMap((pair) =>
    [1, 2].map((order): Race => ({ pair, hold: { ...nobodyHeld, nth: order } })),
  );
  const serial = new Map<Pair, Ended[]>();
  const alone = new Map<Pair, readonly Step[]>();
  for await (const [{ pair, hold }, notes] of run(subject, orders, lab)) {
    serial.set(pair, [...(serial.get(pair) ?? []), endOf(notes)]);
    if (hold.nth === 1) alone.set(pair, notes.steps[0] ?? []);
  }

  const failures: string[] = [];
  let ran = 0;
  const judged = async (races: readonly Race[], look: (race: Race, notes: Notes) => void) => {
    const all = ran + races.length;
    for await (const [race, notes] of run(subject, races, lab)) {
      const problems = judgeRace(race, notes, serial.get(race.pair) ?? [], subject);
      if (problems.length > 0)
        failures.push(`${subject.name}: ${describeRace(race, notes)}: ${problems.join('; ')}`);
      look(race, notes);
      tick(++ran, all);
    }
  };
  const held = [...alone].flatMap(([pair, steps]) => holds(steps).map((hold) => ({ pair, hold })));
  const both: Race[] = [];
  await judged(held, (race, { steps, reached = 0 }) => {
    const come = steps[1]?.slice(0, reached) ?? [];
    both.push(...holds(come).map((otherHold) => ({ ...race, otherHold })));
  });
  if (everyPair) await judged(both, () => undefined);
  return { subject: subject.name, ran, failures };
}

const holds = (steps: readonly Step[]): Race['hold'][] =>
  numbered(steps)
    .filter(({ step }) => !isBeside(step))
    .map(({ step, nth }) => ({ step: step.name, nth }));

async function* run(
  subject: Subject,
  races: readonly Race[],
  lab: Lab,
): AsyncGenerator<[Race, Notes]> {
  const words = races.map((race) => inWords(subject, race));
  for await (const notes of lab.notesOn(words)) {
    const race = races[notes.number];
    if (race === undefined) throw new Error('A race that nobody asked for');
    yield [race, notes];
  }
}

const describeRace = ({ pair, hold, otherHold }: Race, { at }: Notes): string => {
  const { state, action, cluster, other } = pair;
  const places = at.map(({ kind, words }) => `${kind} ${words.slice(0, 60)}`);
  const wanted = [hold, ...(otherHold ? [otherHold] : [])].map(({ step }) => step);
  return `${action} and ${cluster} ${other} when ${state}, held at ${(places.length > 0 ? places : wanted).join(' and ')}`;
};

function endOf({ done, unprepared }: Notes): Ended {
  const [first, second] = done;
  if (first?.code === undefined || second?.code === undefined || second.host === undefined)
    throw new Error(`Nothing is known of two runs at once: ${unprepared ?? ''}`);
  return { codes: [first.code, second.code], host: second.host };
}

function judgeRace(
  { otherHold }: Race,
  notes: Notes,
  serial: readonly Ended[],
  subject: Subject,
): string[] {
  const { codes, host } = endOf(notes);
  const asSerial = serial.filter(
    (one) => one.codes.join() === codes.join() && differences(one.host, host).length === 0,
  );
  const answered = notes.done.at(-1)?.answered ?? [];
  const said = notes.done.map((one) => one.said ?? '').join(' / ');
  const nearest =
    serial.map((one) => differences(one.host, host)).sort((a, b) => a.length - b.length)[0] ?? [];
  return [
    ...(notes.at.length < (otherHold ? 2 : 1) ? ['it did not come to this step'] : []),
    ...(asSerial.length > 0
      ? []
      : [`as neither order: exit statuses ${codes.join(' and ')}: ${said} ${nearest.join(' ')}`]),
    ...(notes.before === undefined ? [] : exposures(notes.before, host, answered, subject)),
  ];
}
