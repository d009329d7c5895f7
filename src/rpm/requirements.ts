import type { ClusterNode } from '../model/cluster.ts';
import type { Program } from '../targets/index.ts';

/** What a package requires: always, and for its scriptlets to run. */
export interface Requirements {
  readonly always: readonly string[];
  readonly scriptlets: readonly string[];
}

/** The packages that a node needs: those of the programs that its scripts run, and of what starts them. */
export function requirementsOf(
  { target, initSystems }: ClusterNode,
  programs: readonly Program[],
): Requirements {
  const brought = new Set(programs.map((program) => target.packages[program]));
  // The init script sources its functions.
  if (initSystems.includes('sysv')) brought.add('initscripts');
  return {
    always: ['/bin/sh', ...[...brought].toSorted()],
    // The package initscripts has /sbin/service as well.
    scriptlets: initSystems.includes('systemd') ? ['systemd'] : ['chkconfig', 'initscripts'],
  };
}
