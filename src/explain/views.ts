import { roleOf, type View } from '../roles/artifact.ts';
import type { Cluster, ClusterNode, Director, Timeouts } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { directingCluster } from '../model/shared-rules.ts';
import { phrase } from '../base/words.ts';
import { forwardingOf, groupOf, guardUnit, type Host, logicOf } from '../roles/index.ts';
import { filesView, serviceText, serviceView } from './services.ts';

/** What every template knows of a cluster, given all of the config. */
export function clusterView(cluster: Cluster, all: readonly Cluster[]): View {
  const { name, description = '', service, mode, vips, director } = cluster;
  const directedBy = director === undefined ? directingCluster(cluster, all) : undefined;
  const outside = (director ?? directedBy?.director)?.interface ?? '';
  const [first] = (director ?? directedBy?.director)?.services ?? [];
  const modes = director?.realServers.map((one) => one.mode ?? mode) ?? [mode];
  const others = all.filter((other) => directingCluster(other, [cluster]) !== undefined);
  return {
    name,
    description,
    forwarding: forwardingOf(cluster),
    dr: mode === 'dr',
    tun: mode === 'tun',
    byDr: modes.includes('dr'),
    byTun: modes.includes('tun'),
    mixed: modes.some((one) => one !== modes[0]),
    directedBy: directedBy?.name ?? '',
    otherMode: mode === 'dr' ? 'VS/TUN' : 'VS/DR',
    otherClusters: phrase(others.map((other) => other.name)),
    nat: mode === 'nat',
    allVips: phrase(vips),
    ipv6: vips.some((vip) => isIpv6(vip)),
    firstVip: first?.vips[0] ?? vips[0] ?? '',
    firstService: first === undefined ? '' : serviceText(first),
    service,
    device: mode === 'tun' ? 'tunl0' : 'lo',
    arp: mode !== 'nat' && vips.some((vip) => !isIpv6(vip)),
    loose: mode === 'nat' ? '' : phrase(cluster.looseReversePath),
    mss: mode === 'tun' ? (cluster.tunnel.mss ?? 0) : 0,
    gateway: mode === 'nat' ? cluster.gateway : '',
    director: director !== undefined,
    directorService: (director ?? directedBy?.director)?.service ?? '',
    interface: outside,
    inside: director?.insideInterface ?? director?.interface ?? '',
    external: director?.externalVips ?? false,
    keepalived: director?.keepalived !== undefined,
    persistent: (director?.services ?? []).some(({ persistence }) => persistence !== undefined),
    expiresQuiescent: director?.expireQuiescentTemplate ?? false,
    withoutBackupOnly: titlesOf(
      director?.nodes.filter(({ target }) => !target.hasBackupOnly) ?? [],
    ),
  };
}

/** The operating systems of nodes, in a phrase. */
export function titlesOf(nodes: readonly ClusterNode[]): string {
  return phrase(nodes.map(({ target }) => target.title));
}

/** What the script of a role does on one operating system: what its own template sees, with more about it. */
export function nodeView(cluster: Cluster, { role, node }: Host): View {
  const { view } = logicOf(cluster, roleOf(role), node.target);
  const settings = Array.isArray(view['settings']) ? view['settings'] : [];
  const { timeouts, services = [], realServers = [] }: Partial<Director> = cluster.director ?? {};
  return {
    ...view,
    nft: node.target.firewall === 'nftables',
    systemd: node.initSystems.includes('systemd'),
    settings: settings.map((line) => settingView(String(line))),
    timeouts: timeouts === undefined ? '' : timeoutsText(timeouts),
    services: services.map((service) => serviceView(service, realServers)),
  };
}

/** What a role is installed as on one operating system, and how it starts there. */
export function installedView(cluster: Cluster, host: Host): View {
  const { target, initSystems } = host.node;
  const role = roleOf(host.role);
  const { service, chkconfig, before, guard } = groupOf(cluster, role);
  const { programs, needsOnline } = logicOf(cluster, role, target);
  const systemd = initSystems.includes('systemd');
  const packages = [...new Set(programs.map((program) => target.packages[program]))];
  const { networkUnit = '' } = target;
  const after = ['network.target', needsOnline ? 'network-online.target' : '', networkUnit];
  return {
    title: target.title,
    files: filesView(cluster, host),
    // The packages that a minimal installation may lack.
    packages: phrase(
      packages.filter((name) => /^(ipvsadm|iptables.*|iputils|nftables)$/.test(name)),
    ),
    service,
    isDirector: role === 'director',
    systemd,
    command: systemd ? service : `service ${service}`,
    after: phrase(after.filter((unit) => unit !== '')),
    before: phrase(before),
    networkUnit,
    guard: systemd && guard ? guardUnit(service) : '',
    levels: chkconfig.levels === '-' ? '' : chkconfig.levels,
    start: chkconfig.start,
    stop: chkconfig.stop,
  };
}

const settingNames: readonly string[] = [
  ...['arp_ignore', 'arp_announce', 'rp_filter', 'ip_forward', 'forwarding', 'send_redirects'],
  ...['expire_nodest_conn', 'expire_quiescent_template', 'conntrack', 'backup_only'],
  'ndisc_notify',
];

/** A setting with its name as a condition, so that the template has the words for each. */
function settingView(line: string) {
  const [file = '', value = '', stays] = line.split(' ');
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (!settingNames.includes(name)) throw new Error(`${file} is not explained`);
  const conditions = settingNames.map((known) => [known, known === name] as const);
  const more = { stays: stays !== undefined, on: value !== '0', tunnel: file.includes('/tunl0/') };
  return { file, value, ...more, ...Object.fromEntries(conditions) };
}

function timeoutsText({ tcp, tcpFin, udp }: Timeouts): string {
  const seconds = (value: number): string => (value === 0 ? 'as it is' : `${value} s`);
  return `TCP ${seconds(tcp)}, TCP after a FIN ${seconds(tcpFin)}, UDP ${seconds(udp)}`;
}
