import type { Artifact, RoleName, View, ViewValue } from '../model/artifact.ts';
import type { Chkconfig } from '../model/chkconfig.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { phrase } from '../model/quote.ts';
import type { UnitName } from '../model/unit-name.ts';
import { artifactsOf, forwardingOf, guardUnit, logicOf } from '../roles/index.ts';
import type { Program } from '../targets/index.ts';
import {
  persistenceText,
  realServersOf,
  realServerText,
  schedulerText,
  serviceText,
} from './services.ts';

/** What runs on the nodes of one role, and how it starts. */
interface RoleService {
  readonly service: string;
  readonly chkconfig: Chkconfig;
  readonly before: readonly UnitName[];
  readonly guard: boolean;
}

/** What every template knows of a cluster. */
export function clusterView(cluster: Cluster) {
  const { name, description = '', service, mode, vips, director } = cluster;
  const [first] = director?.services ?? [];
  const holdsVips = mode !== 'nat';
  return {
    name,
    description,
    forwarding: forwardingOf(cluster),
    dr: mode === 'dr',
    tun: mode === 'tun',
    nat: mode === 'nat',
    vips: phrase(vips, 'and'),
    ipv4: vips.some((vip) => !isIpv6(vip)),
    ipv6: vips.some((vip) => isIpv6(vip)),
    firstVip: first?.vips[0] ?? vips[0] ?? '',
    firstService: first === undefined ? '' : serviceText(first),
    service,
    device: mode === 'tun' ? 'tunl0' : 'lo',
    loose: holdsVips ? phrase(cluster.looseReversePath, 'and') : '',
    scopeHost: holdsVips && cluster.arp.ignore === 3,
    mss: mode === 'tun' ? (cluster.tunnel.mss ?? 0) : 0,
    gateway: mode === 'nat' ? cluster.gateway : '',
    director: director !== undefined,
    directorService: director?.service ?? '',
    interface: director?.interface ?? '',
    inside: director?.insideInterface ?? director?.interface ?? '',
    external: director?.externalVips ?? false,
    persistent: (director?.services ?? []).some(({ persistence }) => persistence !== undefined),
    expiresQuiescent: director?.expireQuiescentTemplate ?? false,
    withoutBackupOnly: phrase(
      (director?.nodes ?? [])
        .filter(({ target }) => !target.hasBackupOnly)
        .map(({ target }) => target.title),
      'and',
    ),
  } satisfies View;
}

/** What the script of a role does on one operating system. */
export function nodeView(cluster: Cluster, role: RoleName, { target }: ClusterNode) {
  const { view } = logicOf(cluster, role, target);
  const { director } = cluster;
  const timeouts = String(view['timeouts'] ?? '0 0 0');
  const [tcp = '', tcpFin = '', udp = ''] = timeouts
    .split(' ')
    .map((seconds) => (seconds === '0' ? 'as it is' : `${seconds} s`));
  return {
    ...clusterView(cluster),
    addresses: list(view['vips']),
    settings: list(view['settings']).map(settingView),
    silent: phrase(String(view['silent'] ?? '').split(' '), 'or'),
    nft: target.firewall === 'nftables',
    marks: view['marks'] === true,
    timeouts: timeouts === '0 0 0' ? '' : `TCP ${tcp}, TCP after a FIN ${tcpFin}, UDP ${udp}`,
    arping: view['arping'] === true,
    ping6: view['ping6'] === true,
    services: (director?.services ?? []).map((service) => ({
      name: serviceText(service),
      vips: phrase(service.vips, 'and'),
      scheduler: schedulerText(service.scheduler),
      persistence: persistenceText(service),
      realServers: realServersOf(service, director?.realServers ?? []).map(realServerText),
    })),
  } satisfies View;
}

/** What a role is installed as on one operating system, and how it starts there. */
export function installedView(cluster: Cluster, role: RoleName, node: ClusterNode) {
  const { target, initSystems } = node;
  const { service, chkconfig, before, guard } = serviceOf(cluster, role);
  const { programs, needsOnline } = logicOf(cluster, role, target);
  const systemd = initSystems.includes('systemd');
  const files = artifactsOf(cluster).filter(
    (artifact) => artifact.role === role && artifact.target === target.name,
  );
  const packages = new Set<string>(programs.map((program: Program) => target.packages[program]));
  const { networkUnit = '' } = target;
  const online = needsOnline ? ['network-online.target'] : [];
  return {
    title: target.title,
    files: files.map(fileView),
    packages: phrase(Array.from(packages).filter(mayLack), 'and'),
    service,
    isDirector: role === 'director',
    nat: cluster.mode === 'nat',
    external: cluster.director?.externalVips ?? false,
    systemd,
    sysv: initSystems.includes('sysv'),
    command: systemd ? service : `service ${service}`,
    after: phrase(
      ['network.target', ...online, ...(networkUnit === '' ? [] : [networkUnit])],
      'and',
    ),
    before: phrase(before, 'and'),
    networkUnit,
    guard: systemd && guard ? guardUnit(cluster.service).replace(cluster.service, service) : '',
    levels: chkconfig.levels === '-' ? '' : chkconfig.levels,
    start: chkconfig.start,
    stop: chkconfig.stop,
  } satisfies View;
}

/** What runs on the nodes of a role. The cluster has that role. */
export function serviceOf(cluster: Cluster, role: RoleName): RoleService {
  return role === 'director' ? { ...(cluster.director as RoleService) } : cluster;
}

/** The packages that a minimal installation may lack. */
function mayLack(name: string): boolean {
  return /^(ipvsadm|iptables.*|iputils|nftables)$/.test(name);
}

function fileView({ installPath, mode }: Artifact) {
  return { path: installPath, mode: mode.toString(8).padStart(4, '0') };
}

const settingNames = [
  'arp_ignore',
  'arp_announce',
  'rp_filter',
  'ip_forward',
  'forwarding',
  'send_redirects',
  'expire_nodest_conn',
  'expire_quiescent_template',
  'conntrack',
  'backup_only',
  'ndisc_notify',
] as const;

/** A setting with its name as a condition, so that the template has the words for each. */
function settingView(line: string) {
  const [file = '', value = '', stays] = line.split(' ');
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (!settingNames.some((known) => known === name)) throw new Error(`${file} is not explained`);
  const conditions = settingNames.map((known) => [known, known === name] as const);
  const more = { stays: stays !== undefined, on: value !== '0', tunnel: file.includes('/tunl0/') };
  return { file, value, ...more, ...Object.fromEntries(conditions) };
}

function list(value: ViewValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
