import { phrase } from '../base/quote.ts';
import type { ClusterNode, VirtualService } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { type Health, type Probe, timeToFail } from '../model/keepalived.ts';
import type { View } from '../roles/artifact.ts';
import { hasScript } from '../roles/director.ts';
import { artifactsOf } from '../roles/index.ts';
import { hasLocalNode, type KeepalivedCluster } from '../roles/keepalived.ts';
import { keepalivedVersions, knowsKeyword } from '../targets/keepalived-versions.ts';
import {
  persistenceText,
  realServersOf,
  realServerText,
  schedulerText,
  serviceText,
} from './services.ts';

/** What keepalived does on the directors of one operating system, and what happens when something fails. */
export function keepalivedView(
  cluster: KeepalivedCluster,
  { target, initSystems }: ClusterNode,
): View {
  const { name, director } = cluster;
  const { keepalived, services } = director;
  const { directors, advertInterval, preempt, sync } = keepalived;
  const ranked = directors.toSorted((one, other) => other.priority - one.priority);
  const [master, next] = ranked;
  // RFC 3768 and, for IPv6, RFC 5798.
  const skew =
    ((256 - (next?.priority ?? 0)) / 256) * (isIpv6(master?.address ?? '') ? advertInterval : 1);
  const systemd = initSystems.includes('systemd');
  const probes = services.map(({ health }) => health?.check.probe.kind);
  const returns = typeof preempt === 'number' ? `after ${preempt} s` : 'some four adverts later';
  const files = artifactsOf(cluster).filter(
    (one) => one.role === `director-${master?.name ?? ''}` && one.target === target.name,
  );
  const vrrp = systemd
    ? `firewall-cmd --permanent --add-rich-rule='rule protocol value="vrrp" accept'`
    : 'iptables -I INPUT -p 112 -j ACCEPT';
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
    way: keepalived.vrrp === 'unicast' ? 'by unicast between these addresses' : 'by multicast',
    connections:
      sync === false
        ? 'Open connections end: the next one does not know them. With sync: true they go on.'
        : 'Open connections go on: the sync daemon has told the next one of them.',
    return:
      preempt === false
        ? 'When it is back, it leaves the VIPs where they are (preempt: false).'
        : `When it is back, it takes the VIPs ${returns}.`,
    services: services.flatMap((service) =>
      service.health === undefined
        ? []
        : [
            {
              name: serviceText(service),
              vips: phrase(service.vips),
              scheduler: schedulerText(service.scheduler),
              persistence: persistenceText(service),
              realServers: realServersOf(service, director.realServers).map(realServerText),
              check: probeText(service.health.check.probe),
              quorum: service.health.quorum ?? '',
              startDown: service.health.startDown === true,
              lost: lostText(service.health, target.name),
            },
          ],
    ),
    expires: director.expireNodestConn ?? true,
    forgets: target.name === 'el6',
    refuses:
      target.name === 'el8' || knowsKeyword(target.name, 'global_defs', 'reload_check_config'),
    trees: phrase(directors.map((one) => `${name}/director-${one.name}/${target.name}`)),
    files: files.map(({ installPath, mode }) => ({
      path: installPath,
      mode: mode.toString(8).padStart(4, '0'),
    })),
    ...keepalivedCommands(cluster, systemd),
    firewall: vrrp,
    ports: phrase([
      ...new Set(services.flatMap(portsOf)),
      ...(sync === false ? [] : ['8848/udp (sync)']),
    ]),
    include: keepalived.include,
    usesScripts: keepalived.notify !== undefined || probes.includes('script'),
    localNode: hasLocalNode(director),
  };
}

/** What to run on a director: once, for every boot, and after a change. */
export function keepalivedCommands(
  { director }: KeepalivedCluster,
  systemd: boolean,
): Record<'once' | 'boot' | 'reload', string> {
  const started = [...(hasScript(director) ? [director.service] : []), 'keepalived'];
  const settings = `/etc/sysctl.d/${director.service}.conf`;
  return {
    once: `${systemd ? 'systemctl daemon-reload; ' : ''}modprobe ip_vs; sysctl -p ${settings}`,
    boot: systemd
      ? `systemctl enable --now ${started.join(' ')}`
      : started.map((one) => `chkconfig ${one} on`).join('; '),
    reload: systemd ? 'systemctl reload keepalived' : 'service keepalived reload',
  };
}

/** Who has the VIPs first, for a drawing. */
export function rankText({ director: { keepalived } }: KeepalivedCluster): string {
  const ranked = keepalived.directors.toSorted((one, other) => other.priority - one.priority);
  return `keepalived: ${ranked.map(({ name, priority }) => `${name} (${priority})`).join(', then ')}`;
}

/** What becomes of a service when a real server is lost, and when. */
function lostText({ check, sorryServer, inhibitOnFailure }: Health, target: string): string {
  const { kind } = check.probe;
  if (kind === 'off') return 'nothing happens, since nobody checks it.';
  // 1.2.13 has no retries of TCP_CHECK.
  const isOnce = target === 'el6' && kind === 'tcp';
  const { silent, refused } = timeToFail(isOnce ? { ...check, retries: 0 } : check);
  const out = inhibitOnFailure === true ? 'has the weight 0' : 'is out';
  const last = sorryServer ? `${sorryServer.address} answers` : 'connections are refused';
  return `it ${out} within ${refused} s if it refuses, ${silent} s if it is silent; back ${check.interval} s after its return. With the last one gone, ${last}.`;
}

/** What keepalived does for a service beside what IPVS does, in a few words. */
export function healthText({ health }: VirtualService): string {
  if (health === undefined) return '';
  const { check, sorryServer, quorum, startDown, inhibitOnFailure } = health;
  const { probe, interval, timeout, retries, retryDelay } = check;
  const times = `every ${interval} s, ${timeout} s for an answer, ${retries} retries after ${retryDelay} s`;
  return [
    probe.kind === 'off' ? 'no check' : `check ${probeText(probe)} ${times}`,
    ...(sorryServer
      ? [`sorry server ${sorryServer.address} ${sorryServer.port ?? ''}`.trim()]
      : []),
    ...(quorum === undefined ? [] : [`quorum ${quorum}`]),
    ...(startDown === true ? ['startDown'] : []),
    ...(inhibitOnFailure === true ? ['inhibitOnFailure'] : []),
  ].join(', ');
}

/** How a check asks. */
function probeText(probe: Probe): string {
  const port = probe.port === undefined ? '' : ` to port ${probe.port}`;
  switch (probe.kind) {
    case 'off':
      return 'none';
    case 'tcp':
      return `a TCP connection${port}`;
    case 'http':
    case 'https': {
      const host = probe.host === undefined ? '' : ` of ${probe.host}`;
      return `${probe.path ?? ''}${host} by ${probe.kind.toUpperCase()}${port}, status ${probe.status ?? ''}`;
    }
    case 'dns':
      return `the record ${probe.type ?? ''} of ${probe.name ?? ''} by DNS${port}`;
    case 'smtp':
      return 'the greeting by SMTP';
    case 'script':
      return [probe.path, ...(probe.arguments ?? [])].join(' ');
  }
}

function portsOf(service: VirtualService): string[] {
  const ports =
    service.kind === 'mark' ? service.ports : [service.port === 0 ? '1-65535' : service.port];
  return ports.map((port) => `${port}/${service.protocol}`);
}
