import {
  type Artifact,
  type Language,
  type NodeName,
  type RoleName,
  roleOf,
  roleWord,
  type View,
} from './artifact.ts';
import type { Chkconfig, Cluster, ClusterNode, NodeGroup } from '../model/cluster.ts';
import type { Program, Target } from '../targets/index.ts';

export interface Logic {
  /** Below `templates/`. */
  readonly template: string;
  /** What the template has to know besides the header. */
  readonly view: View;
  /** What the service does, in one sentence. */
  readonly purpose: string;
  /** The programs that the script checks for. */
  readonly programs: readonly Program[];
  /** Whether it needs a network with its addresses and routes, and not only interfaces. */
  readonly needsOnline: boolean;
}

export const needed: readonly Program[] = ['awk', 'flock', 'grep', 'ip', 'sed', 'tac'];

/** How a cluster forwards, as LVS calls it. */
export function forwardingOf({ mode }: Cluster): string {
  return `VS/${mode.toUpperCase()}`;
}

/** The nodes of one role, and what runs on them. The cluster has that role. */
export function groupOf(cluster: Cluster, role: RoleName): NodeGroup {
  return role === 'director' ? (cluster.director ?? cluster) : cluster;
}

export function guardUnit(service: string): string {
  return `${service}-guard.service`;
}

/**
 * What a service is installed as on one operating system: a self-contained init script or, where there is systemd, the
 * script, the units that run and guard it and, if wanted, a thin init script in front of it.
 */
export function serviceArtifacts(
  cluster: Cluster,
  role: NodeName,
  { target, initSystems }: ClusterNode,
  logic: Logic,
): readonly Artifact[] {
  const { service, chkconfig, before, guard } = groupOf(cluster, roleOf(role));
  const common = { cluster: cluster.name, role, target: target.name };
  const file = (
    template: string,
    installPath: string,
    mode: Artifact['mode'],
    language: Language,
    view: View,
  ): Artifact => ({ ...common, installPath, mode, language, template, view });
  // With sysv, a script has a chkconfig header and a lock file for rc.
  const header = (sysv: boolean): View => ({
    cluster: cluster.name,
    service,
    role: roleWord(role),
    forwarding: forwardingOf(cluster),
    description: cluster.description ?? '',
    purpose: logic.purpose,
    sysv,
    chkconfig: chkconfigView(chkconfig, target),
  });
  const script = (path: string, sysv: boolean): Artifact =>
    file(logic.template, path, 0o755, 'shell', { ...header(sysv), ...logic.view });
  const initScript = `/etc/rc.d/init.d/${service}`;
  if (!initSystems.includes('systemd')) return [script(initScript, true)];

  const path = `/usr/sbin/${service}`;
  const unit = (name: string, template: string): Artifact =>
    file(template, `/usr/lib/systemd/system/${name}`, 0o644, 'systemd', {
      ...header(false),
      logic: path,
      unit: `${service}.service`,
      guard: guard ? guardUnit(service) : '',
      online: logic.needsOnline,
      networkUnit: target.networkUnit ?? '',
      before: before.join(' '),
    });
  const front = { ...header(true), logic: path };
  return [
    script(path, false),
    unit(`${service}.service`, 'service/unit'),
    ...(guard ? [unit(guardUnit(service), 'service/guard')] : []),
    ...(initSystems.includes('sysv')
      ? [file('service/front', initScript, 0o755, 'shell', front)]
      : []),
  ];
}

/**
 * A setting of the kernel, as the scripts list it.
 *
 * @param path below /proc/sys/net
 * @param stays whether it stays when the last script stops
 */
export function setting(path: string, value: number, stays = false): string {
  return `/proc/sys/net/${path} ${value}${stays ? ' stays' : ''}`;
}

/**
 * The chkconfig line and an LSB block that agrees with it: chkconfig lets Default-Start override the line's levels and
 * lets Required-Start and Required-Stop move its priorities (chkconfig 1.3.49 and 1.7), so each is only there where it
 * says the same, and else empty.
 */
function chkconfigView(chkconfig: Chkconfig, { networkScript }: Target): View {
  const { levels, start, stop } = chkconfig;
  const all = ['0', '1', '2', '3', '4', '5', '6'];
  const on = all.filter((level) => levels.includes(level));
  const off = all.filter((level) => !on.includes(level));
  const insideNetwork =
    networkScript !== undefined && start > networkScript.start && stop < networkScript.stop;
  return {
    levels,
    start,
    stop,
    required: insideNetwork ? '$network' : '',
    defaultStart: on.join(' '),
    defaultStop: on.length === 0 ? '' : off.join(' '),
  };
}
