import { targets, type Target } from '../targets/index.ts';
import type { DirectorSettings } from './director-settings.ts';
import { problemAt, type KeyPath, type Problem } from './problem.ts';

/** An error for each thing that the director is to do and one of its operating systems cannot. */
export function capabilityProblems(director: DirectorSettings): Problem[] {
  const chosen: readonly Target[] = targets.filter(({ name }) => director.targets.includes(name));
  return chosen.flatMap((target) => {
    const { missingSchedulers, missingProtocols, missingSettings } = target;
    const alone = `give ${target.name} a cluster of its own`;
    const refuse = (path: KeyPath, what: string, reason: string | undefined, hint: string) =>
      reason === undefined
        ? []
        : [
            problemAt(
              'error',
              path,
              `${what} is not possible on the target ${target.name}: ${target.title} ${reason}`,
              chosen.length === 1 ? hint : `${hint}, or ${alone}`,
            ),
          ];
    return [
      ...director.services.flatMap((service, index) => [
        ...refuse(
          ['services', index, 'scheduler'],
          `scheduler ${service.scheduler}`,
          missingSchedulers[service.scheduler],
          'use another scheduler, such as wlc',
        ),
        // A mark is put on by iptables, and of the protocol ipvsadm then knows nothing.
        ...refuse(
          ['services', index, 'protocol'],
          `protocol ${service.protocol} by its port`,
          'mark' in service ? undefined : missingProtocols[service.protocol],
          'use a firewall mark: mark: 1 and ports instead of port',
        ),
      ]),
      ...(['conntrack', 'expireNodestConn', 'expireQuiescentTemplate'] as const).flatMap((key) =>
        director[key] === undefined
          ? []
          : refuse([key], key, missingSettings[key], 'remove the key'),
      ),
    ];
  });
}
