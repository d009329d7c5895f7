import type { Cluster } from '../model/cluster.ts';
import { hasScript } from '../roles/director.ts';
import { artifactsOf } from '../roles/index.ts';

/**
 * The commands that bring each tree of a cluster into force on its hosts, the first time and after a change.
 *
 * @returns by the tree, such as `web/real-server/el7`
 */
export function deploymentsOf(
  cluster: Cluster,
): readonly (readonly [tree: string, text: string])[] {
  const trees = artifactsOf(cluster).map(({ role, target }) => `${role}/${target}`);
  return [...new Set(trees)].map((path) => {
    const [role = '', target = ''] = path.split('/');
    const tree = `${cluster.name}/${path}`;
    const there = [
      'tar -C / --no-same-owner --no-overwrite-dir -x',
      ...onHost(cluster, role, target),
    ];
    const copy = `tar -C generated/${tree} -c . | ssh "root@$host" '${there.join(' &&\n  ')}'`;
    return [tree, `host=HOST\n${copy}`];
  });
}

function onHost(cluster: Cluster, role: string, target: string): readonly string[] {
  const { director } = cluster;
  const { nodes, service } = role === 'real-server' ? cluster : (director ?? cluster);
  const node = nodes.find((one) => one.target.name === target);
  const isSystemd = node?.initSystems.includes('systemd') === true;
  const isKept = role !== 'real-server' && director?.keepalived !== undefined;
  const started = [
    ...(isKept && !hasScript(director) ? [] : [service]),
    ...(isKept ? ['keepalived'] : []),
  ];
  const reload = (name: string): string =>
    isSystemd ? `systemctl reload ${name}` : `service ${name} reload`;
  return [
    ...(isSystemd ? ['systemctl daemon-reload'] : []),
    ...(isKept ? ['modprobe ip_vs', `sysctl -p /etc/sysctl.d/${service}.conf`] : []),
    ...started.flatMap((name) =>
      isSystemd
        ? [`systemctl enable --now ${name}`]
        : [`chkconfig --add ${name}`, `chkconfig ${name} on`, `service ${name} start`],
    ),
    ...started.map(reload),
    ...(started.includes(service)
      ? [isSystemd ? `${service} status` : `service ${service} status`]
      : []),
  ];
}
