import type { Cluster } from '../model/cluster.ts';
import { roleOf } from '../roles/artifact.ts';
import { hasScript } from '../roles/director.ts';
import { groupOf, type Host, hostsOf } from '../roles/index.ts';

/** The commands that bring the files of each tree, such as `web/real-server/el7`, into force, at first and after a change. */
export function deploymentsOf(cluster: Cluster): [tree: string, text: string][] {
  return hostsOf(cluster).map((host) => {
    const there = ['tar -C / --no-same-owner --no-overwrite-dir -x', ...commandsOn(cluster, host)];
    const copy = `tar -C generated/${host.unit} -c . | ssh "root@$host"`;
    return [host.unit, `host=HOST\n${copy} '${there.join(' &&\n  ')}'`];
  });
}

function commandsOn(cluster: Cluster, { role, node }: Host): string[] {
  const { director } = cluster;
  const { service } = groupOf(cluster, roleOf(role));
  const isKept = role !== 'real-server' && director?.keepalived !== undefined;
  const hasOwn = !isKept || hasScript(director);
  const names = [...(hasOwn ? [service] : []), ...(isKept ? ['keepalived'] : [])];
  const loads = isKept ? ['modprobe ip_vs', `sysctl -p /etc/sysctl.d/${service}.conf`] : [];
  if (node.initSystems.includes('systemd')) {
    return [
      ...['systemctl daemon-reload', ...loads],
      ...names.flatMap((name) => [`systemctl enable --now ${name}`, `systemctl reload ${name}`]),
      ...(hasOwn ? [`${service} status`] : []),
    ];
  }
  const starts = names.flatMap((name) => [
    ...[`chkconfig --add ${name}`, `chkconfig ${name} on`],
    ...[`service ${name} start`, `service ${name} reload`],
  ]);
  return [...loads, ...starts, ...(hasOwn ? [`service ${service} status`] : [])];
}
