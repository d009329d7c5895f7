import type { Cluster } from '../model/cluster.ts';
import { roleOf } from '../roles/artifact.ts';
import { hasScript } from '../roles/director.ts';
import { groupOf, type Host, hostsOf } from '../roles/index.ts';

/**
 * The commands that bring the files of each kind of host into force there, the first time and after a change.
 *
 * @returns by the tree, such as `web/real-server/el7`
 */
export function deploymentsOf(
  cluster: Cluster,
): readonly (readonly [tree: string, text: string])[] {
  return hostsOf(cluster).map((host) => {
    const there = ['tar -C / --no-same-owner --no-overwrite-dir -x', ...commandsOn(cluster, host)];
    const copy = `tar -C generated/${host.unit} -c . | ssh "root@$host"`;
    return [host.unit, `host=HOST\n${copy} '${there.join(' &&\n  ')}'`];
  });
}

function commandsOn(cluster: Cluster, { role, node }: Host): readonly string[] {
  const { director } = cluster;
  const { service } = groupOf(cluster, roleOf(role));
  const isKept = role !== 'real-server' && director?.keepalived !== undefined;
  const isSystemd = node.initSystems.includes('systemd');
  const hasOwn = !isKept || hasScript(director);
  return [
    ...(isSystemd ? ['systemctl daemon-reload'] : []),
    ...(isKept ? ['modprobe ip_vs', `sysctl -p /etc/sysctl.d/${service}.conf`] : []),
    ...[...(hasOwn ? [service] : []), ...(isKept ? ['keepalived'] : [])].flatMap((name) =>
      isSystemd
        ? [`systemctl enable --now ${name}`, `systemctl reload ${name}`]
        : [
            `chkconfig --add ${name}`,
            `chkconfig ${name} on`,
            `service ${name} start`,
            `service ${name} reload`,
          ],
    ),
    ...(hasOwn ? [isSystemd ? `${service} status` : `service ${service} status`] : []),
  ];
}
