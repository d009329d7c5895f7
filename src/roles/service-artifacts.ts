import type { Artifact, RoleName, View } from '../model/artifact.ts';
import type { Chkconfig } from '../model/chkconfig.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { ServiceName } from '../model/cluster-name.ts';
import type { UnitName } from '../model/unit-name.ts';
import { chkconfigView } from './chkconfig-view.ts';

/** What runs on the nodes of one role. */
export interface Service {
  readonly role: RoleName;
  readonly name: ServiceName;
  readonly chkconfig: Chkconfig;
  readonly before: readonly UnitName[];
  /** What the logic depends on. */
  readonly view: View;
}

const roleWords = { 'real-server': 'real server', director: 'director' } as const;
const titles = { 'real-server': 'Real server', director: 'Director' } as const;

/**
 * What a service is installed as on one operating system: either a self-contained init script or, where there is
 * systemd, the logic, the unit that runs it and, if wanted, a thin init script in front of it.
 */
export function serviceArtifacts(
  cluster: Cluster,
  { target, initSystems }: ClusterNode,
  service: Service,
): readonly Artifact[] {
  const { role, name } = service;
  const logic = `/usr/libexec/lvsgen/${name}`;
  const initScript = `/etc/rc.d/init.d/${name}`;
  const sysv = initSystems.includes('sysv');
  const systemd = initSystems.includes('systemd');
  const view: View = {
    cluster: cluster.name,
    service: name,
    role: roleWords[role],
    title: titles[role],
    description: cluster.description ?? '',
    chkconfig: chkconfigView(service.chkconfig, target),
    networkUnit: target.networkUnit ?? '',
    before: service.before.join(' '),
    ...service.view,
    nftables: target.firewall === 'nftables',
    logic,
    subsysLock: sysv,
    functions: !systemd,
  };
  const common = { cluster: cluster.name, role, target: target.name, view };
  const script = (template: string, installPath: string): Artifact => ({
    installPath,
    template,
    mode: 0o755,
    language: 'shell',
    ...common,
  });
  if (!systemd) return [script(`${role}/init-script`, initScript)];
  const unit: Artifact = {
    installPath: `/usr/lib/systemd/system/${name}.service`,
    template: 'service/unit',
    mode: 0o644,
    language: 'systemd',
    ...common,
  };
  const front = sysv ? [script('service/front', initScript)] : [];
  return [script(`${role}/logic`, logic), unit, ...front];
}
