import { faultsOf } from './faults.ts';
import type { Action, Experiment, Observation, Step } from './experiment.ts';
import { followUps } from './references.ts';

export interface Numbered {
  readonly step: Step;
  /** Which of the steps with its name, from 1. */
  readonly nth: number;
}

/** The steps of an action where nothing goes wrong. */
export function numbered(steps: readonly Step[]): Numbered[] {
  const counts = new Map<string, number>();
  return steps.map((step) => {
    const nth = (counts.get(step.name) ?? 0) + 1;
    counts.set(step.name, nth);
    return { step, nth };
  });
}

/** Every fault at every step of every action that was seen. */
export function everyExperiment(references: readonly Observation[]): Experiment[] {
  return references
    .filter(({ experiment }) => experiment.then[0] === followUps[0]?.[0])
    .flatMap(({ experiment: { subject, state, action }, steps }) =>
      numbered(steps).flatMap(({ step, nth }, i) =>
        faultsOf(step).map((fault, j) => ({
          subject,
          state,
          action,
          injection: { step: step.name, nth, fault },
          then: followUps[(i + j) % followUps.length] ?? [],
        })),
      ),
    );
}

/** A step of a script, whatever it is called with: values differ by the state. */
const stepOf = ({ kind, words }: Step): string => `${kind} ${words.slice(0, 60)}`;

/**
 * Fewer of them: every step meets every fault, each time in the action and state that bring the most pairs (of state
 * and fault, action and fault, state and step, action and step, state and action) which none has brought before.
 */
export function coveringExperiments(references: readonly Observation[]): Experiment[] {
  const places = new Map<string, { key: string; experiment: Experiment; action: Action }[]>();
  const words = new Map<string, string>();
  for (const { steps } of references) for (const step of steps) words.set(step.name, stepOf(step));
  for (const experiment of everyExperiment(references)) {
    const { injection, action } = experiment;
    const step = words.get(injection?.step ?? '') ?? '';
    const key = `${step}\n${injection?.fault ?? ''}`;
    const list = places.get(key) ?? [];
    list.push({ key: step, experiment, action });
    places.set(key, list);
  }
  const covered = new Set<string>();
  const chosen: Experiment[] = [];
  for (const candidates of places.values()) {
    const scored = candidates.map(({ key, experiment }) => {
      const { state, action, injection } = experiment;
      const fault = injection?.fault ?? '';
      const pairs = [
        `${state}/${fault}`,
        `${action}/${fault}`,
        `${state}//${key}`,
        `${action}//${key}`,
        `${state}///${action}`,
      ];
      return { experiment, pairs, fresh: pairs.filter((pair) => !covered.has(pair)).length };
    });
    const best = scored.reduce((one, other) => (other.fresh > one.fresh ? other : one));
    for (const pair of best.pairs) covered.add(pair);
    chosen.push({ ...best.experiment, then: followUps[chosen.length % followUps.length] ?? [] });
  }
  return chosen;
}

/** So many of a list, from all parts of it. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  return items.filter(
    (_, i) =>
      Math.floor((i * count) / items.length) !== Math.floor(((i + 1) * count) / items.length),
  );
}
