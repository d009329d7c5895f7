import type { Cluster } from '../model/cluster.ts';
import { hasScript } from '../roles/director.ts';
import { artifactsOf } from '../roles/index.ts';

/** The files of one host below the output folder, and the commands that bring them into force there. */
export interface Deployment {
  /** Such as `web/real-server/el7`. */
  readonly tree: string;
  readonly commands: readonly string[];
}

/** What to run on each kind of host of a cluster, once its tree is copied there: the first time and after a change. */
export function deploymentsOf(cluster: Cluster): readonly Deployment[] {
  const trees = artifactsOf(cluster).map(({ role, target }) => `${role}/${target}`);
  return [...new Set(trees)].map((tree) => {
    const [role = '', target = ''] = tree.split('/');
    return { tree: `${cluster.name}/${tree}`, commands: commandsOf(cluster, role, target) };
  });
}

function commandsOf(cluster: Cluster, role: string, target: string): readonly string[] {
  const { director } = cluster;
  const { nodes, service } = role === 'real-server' ? cluster : (director ?? cluster);
  const node = nodes.find((one) => one.target.name === target);
  const systemd = node?.initSystems.includes('systemd') === true;
  if (role !== 'real-server' && director?.keepalived) {
    const started = [...(hasScript(director) ? [service] : []), 'keepalived'];
    return [
      ...(systemd ? ['systemctl daemon-reload'] : []),
      'modprobe ip_vs',
      `sysctl -p /etc/sysctl.d/${service}.conf`,
      ...(systemd
        ? [`systemctl enable --now ${started.join(' ')}`, 'systemctl reload keepalived']
        : [
            ...started.flatMap((one) => [`chkconfig ${one} on`, `service ${one} start`]),
            'service keepalived reload',
          ]),
    ];
  }
  return systemd
    ? [
        'systemctl daemon-reload',
        `systemctl enable --now ${service}`,
        `systemctl reload ${service}`,
        `${service} status`,
      ]
    : [
        `chkconfig --add ${service}`,
        `chkconfig ${service} on`,
        `service ${service} start`,
        `service ${service} status`,
      ];
}
