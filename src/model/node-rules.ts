import type { NodeSettings } from './cluster-settings.ts';
import { initSystemProblems } from './init-system-rules.ts';
import { nodesOf } from './make-cluster.ts';
import { orderingProblems } from './ordering-rules.ts';
import type { Problem } from './problem.ts';
import { repeated } from './repeated.ts';

/** What the settings break that the nodes of every role have. */
export function nodeProblems(
  service: string,
  settings: NodeSettings,
  written: ReadonlySet<string>,
): Problem[] {
  const { chkconfig, before } = settings;
  return [
    ...repeated(['targets'], settings.targets),
    ...repeated(['initSystems'], settings.initSystems ?? []),
    ...repeated(['before'], before),
    ...initSystemProblems(settings),
    ...orderingProblems({ service, nodes: nodesOf(settings), chkconfig, before }, written),
  ];
}
