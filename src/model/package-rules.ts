import { targets, type Target, type TargetName } from '../targets/index.ts';
import type { PackageSettings } from './package-settings.ts';
import { problemAt, type Problem } from './problem.ts';
import { Refusal } from './refusal.ts';

/** An error for each version that the rpm of one of the targets cannot compare. */
export function packageProblems(
  settings: PackageSettings,
  names: readonly TargetName[],
): Problem[] {
  const chosen: readonly Target[] = targets.filter(({ name }) => names.includes(name));
  return (['version', 'release'] as const).flatMap((key) =>
    chosen.flatMap((target) => {
      const refusal = refuseVersion(key, settings[key] ?? '', target);
      return refusal === undefined
        ? []
        : [problemAt('error', ['rpm', key], refusal.message, refusal.hint)];
    }),
  );
}

/** The refusal of a version, or release, that has a character which the rpm of the target does not know. */
export function refuseVersion(
  key: 'version' | 'release',
  version: string,
  target: Target,
): Refusal | undefined {
  const reason = (['~', '^'] as const)
    .filter((character) => version.includes(character))
    .map((character) => target.missingVersionCharacters[character])
    .find((one) => one !== undefined);
  if (reason === undefined) return undefined;
  return new Refusal(
    `${key} ${version} is not possible on the target ${target.name}: ${target.title} ${reason}`,
    'use letters, digits, dots and underscores alone',
  );
}
