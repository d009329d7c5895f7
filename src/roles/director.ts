import type { Artifact, View } from '../model/artifact.ts';
import type { ClusterNode } from '../model/cluster.ts';
import { chkconfigView } from './chkconfig-view.ts';
import { type DirectedCluster, directorView } from './director-view.ts';

/** What the directors of a cluster get on one operating system, in the same forms as its real servers. */
export function directorArtifacts(
  cluster: DirectedCluster,
  { target, initSystems }: ClusterNode,
): readonly Artifact[] {
  const { director } = cluster;
  const { service } = director;
  const logic = `/usr/libexec/lvsgen/${service}`;
  const initScript = `/etc/rc.d/init.d/${service}`;
  const sysv = initSystems.includes('sysv');
  const view: View = {
    cluster: cluster.name,
    service,
    role: 'director',
    title: 'Director',
    description: cluster.description ?? '',
    chkconfig: chkconfigView(director.chkconfig, target),
    ...directorView(cluster, target),
    logic,
    subsysLock: sysv,
  };
  const artifact = (
    template: string,
    installPath: string,
    extra: View = {},
    kind: Pick<Artifact, 'mode' | 'language'> = { mode: 0o755, language: 'shell' },
  ): Artifact => ({
    cluster: cluster.name,
    role: 'director',
    target: target.name,
    installPath,
    template: `director/${template}`,
    view: { ...view, ...extra },
    ...kind,
  });

  if (!initSystems.includes('systemd')) {
    return [artifact('init-script', initScript, { functions: true })];
  }
  const unitView = {
    networkUnit: target.networkUnit ?? '',
    before: director.before.join(' '),
  };
  return [
    artifact('logic', logic, { functions: false }),
    artifact('unit', `/usr/lib/systemd/system/${service}.service`, unitView, {
      mode: 0o644,
      language: 'systemd',
    }),
    ...(sysv ? [artifact('front', initScript)] : []),
  ];
}
