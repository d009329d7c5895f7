import type { Artifact, Language, RoleName, View } from './artifact.ts';
import type { Chkconfig, Cluster, ClusterNode } from '../model/cluster.ts';
import type { Program, Target } from '../targets/index.ts';

/** What the header of a script says, whatever the script does. */
export interface HeaderView {
  readonly cluster: string;
  readonly service: string;
  readonly role: string;
  /** Such as VS/DR. */
  readonly forwarding: string;
  readonly description: string;
  /** What the service does, in one sentence. */
  readonly purpose: string;
  /** Whether it is an init script: it then has a chkconfig header and a lock file for rc. */
  readonly sysv: boolean;
  readonly chkconfig: View & ChkconfigView;
}

interface ChkconfigView {
  readonly levels: string;
  readonly start: number;
  readonly stop: number;
  /** Empty where the priorities leave it out. */
  readonly required: string;
  readonly defaultStart: string;
  readonly defaultStop: string;
}

/** What a script does, and what it needs for that. */
export interface Logic {
  /** Below `templates/`. */
  readonly template: string;
  /** What the template has to know besides the header. */
  readonly view: View;
  readonly purpose: string;
  /** The programs that the script checks for. */
  readonly programs: readonly Program[];
  /** Whether it needs a network with its addresses and routes, and not only interfaces. */
  readonly needsOnline: boolean;
}

/** What runs on the nodes of one role. */
export interface Service {
  readonly role: RoleName;
  readonly name: string;
  readonly chkconfig: Chkconfig;
  readonly before: readonly string[];
  /** Whether what disappears is put back, where there is systemd. */
  readonly guard: boolean;
  readonly logic: Logic;
}

const forwardingNames = { dr: 'VS/DR', tun: 'VS/TUN', nat: 'VS/NAT' } as const;
const roleWords = { 'real-server': 'real server', director: 'director' } as const;

/** How a cluster forwards, as LVS calls it. */
export function forwardingOf({ mode }: Pick<Cluster, 'mode'>): string {
  return forwardingNames[mode];
}

/** How a role is called in a sentence. */
export function roleWord(role: RoleName): string {
  return roleWords[role];
}

/**
 * What a service is installed as on one operating system: a self-contained init script or, where there is systemd, the
 * script, the units that run and guard it and, if wanted, a thin init script in front of it.
 */
export function serviceArtifacts(
  cluster: Cluster,
  { target, initSystems }: ClusterNode,
  { role, name, chkconfig, before, guard, logic }: Service,
): readonly Artifact[] {
  const systemd = initSystems.includes('systemd');
  const header = (sysv: boolean): HeaderView => ({
    cluster: cluster.name,
    service: name,
    role: roleWords[role],
    forwarding: forwardingNames[cluster.mode],
    description: cluster.description ?? '',
    purpose: logic.purpose,
    sysv,
    chkconfig: { ...chkconfigView(chkconfig, target) },
  });
  const file = (
    template: string,
    installPath: string,
    mode: Artifact['mode'],
    language: Language,
    view: View,
  ): Artifact => ({
    cluster: cluster.name,
    role,
    target: target.name,
    installPath,
    mode,
    language,
    template,
    view,
  });
  const initScript = `/etc/rc.d/init.d/${name}`;
  const script = (path: string, sysv: boolean): Artifact =>
    file(logic.template, path, 0o755, 'shell', { ...header(sysv), ...logic.view });
  if (!systemd) return [script(initScript, true)];

  const path = `/usr/sbin/${name}`;
  const unit = (unitName: string, template: string): Artifact =>
    file(template, `/usr/lib/systemd/system/${unitName}`, 0o644, 'systemd', {
      ...header(false),
      logic: path,
      unit: `${name}.service`,
      guard: guard ? guardUnit(name) : '',
      online: logic.needsOnline,
      networkUnit: target.networkUnit ?? '',
      before: before.join(' '),
    });
  const front = { ...header(true), logic: path };
  return [
    script(path, false),
    unit(`${name}.service`, 'service/unit'),
    ...(guard ? [unit(guardUnit(name), 'service/guard')] : []),
    ...(initSystems.includes('sysv')
      ? [file('service/front', initScript, 0o755, 'shell', front)]
      : []),
  ];
}

/** The unit that puts back what disappears of a service. */
export function guardUnit(service: string): string {
  return `${service}-guard.service`;
}

const allLevels = ['0', '1', '2', '3', '4', '5', '6'];

/**
 * The chkconfig line and an LSB block that agrees with it: chkconfig lets Default-Start override the line's levels and
 * lets Required-Start and Required-Stop move its priorities (chkconfig 1.3.49 and 1.7), so each is only there where it
 * says the same.
 */
function chkconfigView(chkconfig: Chkconfig, { networkScript }: Target): ChkconfigView {
  const { levels, start, stop } = chkconfig;
  const on = allLevels.filter((level) => levels.includes(level));
  const insideNetwork =
    networkScript !== undefined && start > networkScript.start && stop < networkScript.stop;
  return {
    levels,
    start,
    stop,
    required: insideNetwork ? '$network' : '',
    defaultStart: on.join(' '),
    defaultStop: on.length === 0 ? '' : allLevels.filter((level) => !on.includes(level)).join(' '),
  };
}
