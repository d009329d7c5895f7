import { phrase } from '../base/words.ts';
import type { Cluster, ClusterNode, RealServer, VirtualService } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { type Check, checkWith, type Probe, timeToFail } from '../model/keepalived.ts';
import type { View } from '../roles/artifact.ts';
import { hasScript } from '../roles/director.ts';
import { hasLocalNode, runsScripts } from '../roles/keepalived.ts';
import { keepalivedVersions, knowsKeyword } from '../targets/keepalived-versions.ts';
import { filesView, realServerText, serviceView } from './services.ts';

/** What keepalived does on the directors of one operating system, and what happens when something fails. */
export function keepalivedView(cluster: Cluster, node: ClusterNode): View {
  const { target, initSystems } = node;
  const { name, director } = cluster;
  if (director?.keepalived === undefined) throw new Error(`${name} has no keepalived`);
  const { services, realServers } = director;
  const { directors, advertInterval, preempt, sync, track, flush, include, ...keepalived } =
    director.keepalived;
  const ranked = directors.toSorted((one, other) => other.priority - one.priority);
  const [master, next] = ranked;
  // RFC 3768 and, for IPv6, RFC 5798.
  const skew =
    ((256 - (next?.priority ?? 0)) / 256) * (isIpv6(master?.address ?? '') ? advertInterval : 1);
  const ports = [...services.flatMap(portsOf), ...(sync === false ? [] : ['8848/udp (sync)'])];
  return {
    titles: target.title,
    version: keepalivedVersions[target.name] ?? '',
    gateway: cluster.mode === 'nat' ? cluster.gateway : '',
    inside: director.insideInterface ?? director.interface,
    ranked: ranked.map((one) => ({ ...one })),
    master: master?.name ?? '',
    next: next?.name ?? '',
    takeover: (3 * advertInterval + skew).toFixed(1),
    ...{ advertInterval, flush, include },
    id: keepalived.virtualRouterId,
    unicast: keepalived.vrrp === 'unicast',
    sync: sync !== false,
    returns: preempt !== false,
    delay: typeof preempt === 'number' ? preempt : 0,
    track: track === undefined ? '' : [track.path, ...track.arguments].join(' '),
    fails: (track?.fall ?? 0) * (track?.interval ?? 0),
    weight: Math.abs(track?.weight ?? 0),
    password: keepalived.password !== undefined,
    services: services.map((service) => ({
      ...serviceView(service, realServers, (one) => checkedText(service, one, target.name)),
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
    usesScripts: runsScripts(director),
    localNode: hasLocalNode(director),
  };
}

/** How a service is checked, and what becomes of it when a real server is lost, and when. */
function healthView(service: VirtualService, target: string): View {
  const { check, sorryServer, inhibitOnFailure = false, startDown = false } = service;
  const { quorum = 0, hysteresis = 0 } = service;
  return {
    check: probeText(check.probe),
    checked: check.probe.kind !== 'off',
    ...timesOn(target, check),
    interval: check.interval,
    ...{ startDown, inhibitOnFailure },
    up: quorum + hysteresis,
    down: hysteresis > 0 ? quorum - hysteresis : 0,
    sorryServer: sorryServer?.address ?? '',
  };
}

/** 1.2.13 has no retries of TCP_CHECK. */
function timesOn(target: string, check: Check): ReturnType<typeof timeToFail> {
  const isOnce = target === 'el6' && check.probe.kind === 'tcp';
  return timeToFail(isOnce ? { ...check, retries: 0 } : check);
}

/** A real server, and how it is checked where the service does not say so. */
function checkedText(service: VirtualService, one: RealServer, target: string): string {
  if (one.check === undefined) return realServerText(one);
  const check = checkWith(service.check, one.check);
  const time = check.probe.kind === 'off' ? '' : `, out within ${timesOn(target, check).silent} s`;
  return `${realServerText(one)}; check: ${probeText(check.probe)}${time}`;
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
