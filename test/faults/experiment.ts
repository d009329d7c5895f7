import type { Notes } from './console.ts';
import type { HostState } from './host-state.ts';

export const actions = ['start', 'stop', 'restart', 'reload', 'status'] as const;
export type Action = (typeof actions)[number];

/** A step of a script: a program that it runs, or a file that it opens for writing. */
export interface Step {
  /** A hash of all there is to it. */
  readonly name: string;
  readonly kind: 'run' | 'open';
  readonly words: string;
}

/** What announces VIPs does so beside the script and may come to it after the script has ended, when nobody looks. */
export const isBeside = ({ kind, words }: Step): boolean =>
  kind === 'run' && /^(?:arping|ping6|sleep) /.test(words);

/** Something that goes wrong at a step. */
export interface Injection {
  /** The name of a step, or any. */
  readonly step: string;
  /** Which of the steps with that name. */
  readonly nth: number;
  readonly fault: string;
}

/** An action in a state of a host, what goes wrong there, and the actions that follow. */
export interface Experiment {
  readonly subject: string;
  readonly state: string;
  readonly action: Action;
  readonly injection?: Injection;
  readonly then: readonly Action[];
}

export interface Done {
  readonly action: Action;
  /** That of a process which was killed is 128 and its signal. */
  readonly code: number;
  readonly said: string;
  readonly host: HostState;
  /** The addresses for which ARP was answered then, on any of its networks. */
  readonly answered: readonly string[];
}

/** What was seen in an experiment. */
export interface Observation {
  readonly experiment: Experiment;
  readonly before: HostState;
  readonly done: Done;
  readonly steps: readonly Step[];
  /** The step at which the fault was. */
  readonly at?: Step;
  readonly status: { readonly code: number; readonly said: string };
  readonly followers: readonly Done[];
}

/** How host.bash is told of it. */
export function inWords({ subject, state, action, injection, then }: Experiment): string {
  const { step, nth, fault } = injection ?? { step: '-', nth: 0, fault: '-' };
  return [subject, state, action, step, nth, fault, then.join(',') || '-'].join(' ');
}

/** @throws Error - The state could not be brought about, or nothing was said. */
export function observationOf(experiment: Experiment, notes: Notes): Observation {
  const { before, done, steps, at, unprepared } = notes;
  const name = `${experiment.subject}, ${experiment.state}`;
  if (unprepared !== undefined)
    throw new Error(`${name}: this state could not be brought about: ${unprepared}`);
  const [first, status, ...followers] = done as Done[];
  const [place] = at;
  if (before === undefined || first === undefined || status === undefined)
    throw new Error(`${name}: nothing was said of ${experiment.action}`);
  return {
    experiment,
    before,
    done: first,
    steps: steps[0] ?? [],
    ...(place && { at: place }),
    status,
    followers,
  };
}

/** One line for people. */
export function describeExperiment(
  { subject, state, action, injection }: Experiment,
  at?: Step,
): string {
  const fault =
    injection === undefined
      ? 'no fault'
      : `${injection.fault} at ${injection.nth} of ${injection.step}`;
  const words = at === undefined ? '' : ` (${at.kind} ${at.words.slice(0, 80)})`;
  return `${subject}: ${action} when ${state}: ${fault}${words}`;
}
