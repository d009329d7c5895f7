import type { Artifact, View } from '../model/artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { chkconfigView } from './chkconfig-view.ts';
import { realServerView } from './real-server-view.ts';

/**
 * What the real servers of a cluster get on one operating system: either a self-contained init script or, where there
 * is systemd, the logic, the unit that runs it and, if wanted, a thin init script in front of it.
 */
export function realServerArtifacts(cluster: Cluster, node: ClusterNode): readonly Artifact[] {
  const { service } = cluster;
  const logic = `/usr/libexec/lvsgen/${service}`;
  const initScript = `/etc/rc.d/init.d/${service}`;
  const sysv = node.initSystems.includes('sysv');
  const view = { ...commonView(cluster, node), logic, subsysLock: sysv };
  const artifact = (
    template: string,
    installPath: string,
    extra: View = {},
    kind: Pick<Artifact, 'mode' | 'language'> = { mode: 0o755, language: 'shell' },
  ): Artifact => ({
    cluster: cluster.name,
    role: 'real-server',
    target: node.target.name,
    installPath,
    template: `real-server/${template}`,
    view: { ...view, ...extra },
    ...kind,
  });

  if (!node.initSystems.includes('systemd')) {
    return [artifact('init-script', initScript, { functions: true })];
  }
  return [
    artifact('logic', logic, { functions: false }),
    artifact('unit', `/usr/lib/systemd/system/${service}.service`, unitView(cluster, node), {
      mode: 0o644,
      language: 'systemd',
    }),
    ...(sysv ? [artifact('front', initScript)] : []),
  ];
}

function commonView(cluster: Cluster, node: ClusterNode): View {
  return {
    cluster: cluster.name,
    service: cluster.service,
    role: 'real server',
    title: 'Real server',
    description: cluster.description ?? '',
    chkconfig: chkconfigView(cluster.chkconfig, node.target),
    ...realServerView(cluster),
  };
}

function unitView(cluster: Cluster, node: ClusterNode): View {
  return { networkUnit: node.target.networkUnit ?? '', before: cluster.before.join(' ') };
}
