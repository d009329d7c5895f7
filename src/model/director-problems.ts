import { capabilityProblems } from './capability-rules.ts';
import { directorSuffix } from './cluster-name.ts';
import type { ClusterSettings } from './cluster-settings.ts';
import type { DirectorSettings } from './director-settings.ts';
import { nodeProblems } from './node-rules.ts';
import { problemAt, type Problem } from './problem.ts';
import { realServerProblems } from './real-server-rules.ts';
import { serviceOverlaps } from './service-overlaps.ts';
import { serviceProblems } from './service-rules.ts';

/** What the settings of a director break, seen from its own key on. */
export function directorProblems(
  service: string,
  { mode, vips }: Pick<ClusterSettings, 'mode' | 'vips'>,
  director: DirectorSettings,
  written: ReadonlySet<string>,
): Problem[] {
  return [
    ...nodeProblems(`${service}${directorSuffix}`, director, written),
    ...sameInterface(director),
    ...onTheTunnel(director, mode),
    ...director.services.flatMap((service, index) => serviceProblems(service, index, vips)),
    ...serviceOverlaps(director.services, vips),
    ...realServerProblems(director, vips, mode),
    ...capabilityProblems(director),
  ];
}

function onTheTunnel(director: DirectorSettings, mode: ClusterSettings['mode']): Problem[] {
  if (mode !== 'tun' || director.interface !== ('tunl0' as string)) return [];
  const message =
    'interface is tunl0: that is where real servers hold the VIPs, and nobody asks for one there';
  return [problemAt('error', ['interface'], message, 'give the interface towards the clients')];
}

function sameInterface({ interface: outside, insideInterface }: DirectorSettings): Problem[] {
  if (insideInterface !== outside) return [];
  const message = `insideInterface is ${outside}, as interface is: the director is on one network then`;
  return [problemAt('error', ['insideInterface'], message, 'leave insideInterface out')];
}
