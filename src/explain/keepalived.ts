import { phrase } from '../base/words.ts';
import type { Cluster, ClusterNode, VirtualService } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { type Probe, timeToFail } from '../model/keepalived.ts';
import type { View } from '../roles/artifact.ts';
import { hasScript } from '../roles/director.ts';
import { hasLocalNode } from '../roles/keepalived.ts';
import { keepalivedVersions, knowsKeyword } from '../targets/keepalived-versions.ts';
import { filesView, serviceView } from './services.ts';

/** What keepalived does on the directors of one operating system, and what happens when something fails. */
export function keepalivedView(cluster: Cluster, node: ClusterNode): View {
  const { target, initSystems } = node;
  const { name, director } = cluster;
  if (director?.keepalived === undefined) throw new Error(`${name} has no keepalived`);
  const { services, realServers } = director;
  const { directors, advertInterval, preempt, sync, notify, ...keepalived } = director.keepalived;
  const ranked = directors.toSorted((one, other) => other.priority - one.priority);
  const [master, next] = ranked;
  // RFC 3768 and, for IPv6, RFC 5798.
  const skew =
    ((256 - (next?.priority ?? 0)) / 256) * (isIpv6(master?.address ?? '') ? advertInterval : 1);
  const ports = [...services.flatMap(portsOf), ...(sync === false ? [] : ['8848/udp (sync)'])];
  const isScript = services.some(({ health }) => health?.check.probe.kind === 'script');
  return {
    titles: target.title,
    version: keepalivedVersions[target.name] ?? '',
    gateway: cluster.mode === 'nat' ? cluster.gateway : '',
    inside: director.insideInterface ?? director.interface,
    ranked: ranked.map((one) => ({ ...one })),
    master: master?.name ?? '',
    next: next?.name ?? '',
    takeover: (3 * advertInterval + skew).toFixed(1),
    advertInterval,
    id: keepalived.virtualRouterId,
    unicast: keepalived.vrrp === 'unicast',
    sync: sync !== false,
    returns: preempt !== false,
    delay: typeof preempt === 'number' ? preempt : 0,
    services: services.map((service) => ({
      ...serviceView(service, realServers),
      ...healthView(service, target.name),
    })),
    expires: director.expireNodestConn ?? true,
    forgets: target.name === 'el6',
    refuses:
      target.name === 'el8' || knowsKeyword(target.name, 'global_defs', 'reload_check_config'),
    trees: phrase(directors.map((one) => `${name}/director-${one.name}/${target.name}`)),
    files: filesView(cluster, { role: `director-${master?.name ?? ''}`, node, unit: '' }),
    systemd: initSystems.includes('systemd'),
    service: director.service,
    script: hasScript(director),
    ports: phrase([...new Set(ports)]),
    include: keepalived.include,
    usesScripts: notify !== undefined || isScript,
    localNode: hasLocalNode(director),
  };
}

/** How a service is checked, and what becomes of it when a real server is lost, and when. */
function healthView({ health }: VirtualService, target: string): View {
  if (health === undefined) throw new Error('a service of keepalived without a check');
  const { check, sorryServer, inhibitOnFailure = false, quorum = '', startDown = false } = health;
  const { kind } = check.probe;
  // 1.2.13 has no retries of TCP_CHECK.
  const isOnce = target === 'el6' && kind === 'tcp';
  return {
    check: probeText(check.probe),
    checked: kind !== 'off',
    ...timeToFail(isOnce ? { ...check, retries: 0 } : check),
    interval: check.interval,
    ...{ quorum, startDown, inhibitOnFailure },
    sorryServer: sorryServer?.address ?? '',
  };
}

/** How a check asks, such as "https, path /health, status 200". */
function probeText({ kind, ...more }: Probe): string {
  const words = Object.entries(more)
    .map(([key, value]) => [key, ...[value].flat().filter((word) => word !== undefined)])
    .filter(({ length }) => length > 1);
  return [kind, ...words.map((one) => one.join(' '))].join(', ');
}

function portsOf(service: VirtualService): string[] {
  const ports =
    service.kind === 'mark' ? service.ports : [service.port === 0 ? '1-65535' : service.port];
  return ports.map((port) => `${port}/${service.protocol}`);
}
