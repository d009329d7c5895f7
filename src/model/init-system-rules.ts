import { targets, type InitSystem, type Target, type TargetName } from '../targets/index.ts';
import { problemAt, type Problem } from './problem.ts';
import { phrase } from '../base/quote.ts';

interface Settings {
  readonly targets: readonly TargetName[];
  readonly initSystems?: readonly InitSystem[] | undefined;
}

/** An error for each init system that one of the cluster's operating systems does not have. */
export function initSystemProblems(settings: Settings): Problem[] {
  const chosen: readonly Target[] = targets.filter(({ name }) => settings.targets.includes(name));
  return (settings.initSystems ?? []).flatMap((system, index) =>
    chosen.flatMap((target) => {
      const reason = target.missingInitSystems[system];
      if (reason === undefined) return [];
      const message = `${system} is not possible on the target ${target.name}: ${target.title} ${reason}`;
      return [problemAt('error', ['initSystems', index], message, mend(target, chosen))];
    }),
  );
}

function mend(target: Target, chosen: readonly Target[]): string {
  const own = phrase(target.defaultInitSystems, 'and');
  return chosen.length === 1
    ? `leave initSystems out, ${target.name} then has ${own}`
    : `leave initSystems out, then each target has what suits it (${target.name}: ${own}), or give ${target.name} a cluster of its own`;
}
