import { addressProblems } from './address-rules.ts';
import { servicePrefix } from './cluster-name.ts';
import type { ClusterSettings } from './cluster-settings.ts';
import { directorProblems } from './director-problems.ts';
import { nodeProblems } from './node-rules.ts';
import { packageProblems } from './package-rules.ts';
import { below, type Problem } from './problem.ts';
import { repeated } from './repeated.ts';
import { vipHolderProblems } from './vip-holder-rules.ts';

/**
 * What the settings of a cluster break between them: an error keeps the cluster from being made.
 *
 * @param name as written, since a cluster whose name is refused has its other faults named too
 * @param written the keys that the cluster and its director have in the config itself, so that a default is not taken
 *   for a wish
 */
export function clusterProblems(
  name: string,
  settings: ClusterSettings,
  written: { readonly cluster: ReadonlySet<string>; readonly director: ReadonlySet<string> },
): Problem[] {
  const { director } = settings;
  const service = `${servicePrefix}${name}`;
  return [
    ...repeated(['vips'], settings.vips),
    ...nodeProblems(service, settings, written.cluster),
    ...(settings.mode === 'nat' ? [] : vipHolderProblems(settings, written.cluster)),
    ...addressProblems(settings),
    ...packageProblems(settings.rpm, [...settings.targets, ...(director?.targets ?? [])]),
    ...(director === undefined
      ? []
      : directorProblems(service, settings, director, written.director).map((problem) =>
          below(['director'], problem),
        )),
  ];
}
