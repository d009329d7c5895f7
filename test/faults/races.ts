import type { Notes } from './console.ts';
import type { Action, Injection, Step } from './experiment.ts';
import { differences, type HostState } from './host-state.ts';
import { notesOn, type Lab } from './lab.ts';
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
interface Race extends Pair {
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
  { state, action, cluster, other, hold, otherHold }: Race,
): string =>
  [
    ...[subject.name, 'race', state, action, hold.step, hold.nth, cluster, other],
    ...(otherHold === undefined ? ['-', 0] : [otherHold.step, otherHold.nth]),
  ].join(' ');

/**
 * Holds one run at each of its steps while another runs to its end, or until it waits for the lock; with everyPair, also
 * to each of its own steps. What becomes of the host and the two exit statuses has to be what one of the two orders, one
 * after the other, leads to.
 */
export async function raceAll(
  subject: Subject,
  chosen: readonly Pair[],
  everyPair: boolean,
  lab: Lab,
  tick: (done: number, all: number) => void,
): Promise<RaceFindings> {
  const orders = chosen.flatMap((pair) =>
    [1, 2].map((order): Race => ({ ...pair, hold: { ...nobodyHeld, nth: order } })),
  );
  const serial = new Map<
    Pair,
    { ended: Ended[]; steps: readonly Step[]; otherSteps: readonly Step[] }
  >();
  for await (const notes of notesOn(
    lab,
    orders.map((race) => inWords(subject, race)),
  )) {
    const pair = chosen[Math.floor(notes.number / 2)];
    if (pair === undefined) throw new Error('A race that nobody asked for');
    const known = serial.get(pair) ?? { ended: [], steps: [], otherSteps: [] };
    const [steps = [], otherSteps = []] = notes.steps;
    // The steps are those of the one that comes first.
    serial.set(pair, {
      ended: [...known.ended, endOf(notes)],
      ...(notes.number % 2 === 0
        ? { steps, otherSteps: known.otherSteps }
        : { steps: known.steps, otherSteps }),
    });
  }

  const races = [...serial].flatMap(([pair, { steps, otherSteps }]) =>
    numbered(steps).flatMap(({ step, nth }): Race[] => {
      const hold = { step: step.name, nth };
      const others = everyPair ? numbered(otherSteps) : [];
      return [
        { ...pair, hold },
        ...others.map((other) => ({
          ...pair,
          hold,
          otherHold: { step: other.step.name, nth: other.nth },
        })),
      ];
    }),
  );
  const failures: string[] = [];
  let ran = 0;
  for await (const notes of notesOn(
    lab,
    races.map((race) => inWords(subject, race)),
  )) {
    const race = races[notes.number];
    const pair = chosen.find(
      (one) =>
        one.state === race?.state &&
        one.action === race.action &&
        one.cluster === race.cluster &&
        one.other === race.other,
    );
    const known = pair && serial.get(pair);
    if (race === undefined || known === undefined) throw new Error('A race that nobody asked for');
    const problems = judgeRace(notes, known.ended, subject);
    const at =
      notes.at === undefined ? race.hold.step : `${notes.at.kind} ${notes.at.words.slice(0, 60)}`;
    if (problems.length > 0)
      failures.push(
        `${subject.name}: ${race.action} and ${race.cluster} ${race.other} when ${race.state}, held at ${at}: ${problems.join('; ')}`,
      );
    tick(++ran, races.length);
  }
  return { subject: subject.name, ran, failures };
}

function endOf({ done, unprepared }: Notes): Ended {
  const [first, second] = done;
  if (first?.code === undefined || second?.code === undefined || second.host === undefined)
    throw new Error(`Nothing is known of two runs at once: ${unprepared ?? ''}`);
  return { codes: [first.code, second.code], host: second.host };
}

function judgeRace(notes: Notes, serial: readonly Ended[], subject: Subject): string[] {
  const { codes, host } = endOf(notes);
  const asSerial = serial.filter(
    (one) => one.codes.join() === codes.join() && differences(one.host, host).length === 0,
  );
  const answered = notes.done.at(-1)?.answered ?? [];
  const said = notes.done.map((one) => one.said ?? '').join(' / ');
  const nearest =
    serial.map((one) => differences(one.host, host)).sort((a, b) => a.length - b.length)[0] ?? [];
  return [
    ...(notes.at === undefined ? ['it did not come to this step'] : []),
    ...(asSerial.length > 0
      ? []
      : [`as neither order: exit statuses ${codes.join(' and ')}: ${said} ${nearest.join(' ')}`]),
    ...(notes.before === undefined ? [] : exposures(notes.before, host, answered, subject)),
  ];
}
