import { phrase } from '../base/words.ts';
import type { Cluster, ClusterNode, Timeouts } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { directingCluster } from '../model/shared-rules.ts';
import type { Print } from '../render/print.ts';
import { type RoleName, roleOf, type Selection, type View } from '../roles/artifact.ts';
import { forwardingOf, groupOf, guardUnit, type Host, hostsOf, logicOf } from '../roles/index.ts';
import { keepalivedView } from './keepalived.ts';
import { filesView, serviceText, serviceView } from './services.ts';

/** What the scripts of a cluster do, in the words of the templates below `explain/`; empty where none is selected. */
export function explainCluster(
  cluster: Cluster,
  all: readonly Cluster[],
  selection: Selection,
  print: Print,
): string {
  const hosts = hostsOf(cluster, selection);
  if (hosts.length === 0) return '';
  const view = clusterView(cluster, all);
  const isKept = cluster.director?.keepalived !== undefined;
  const explain = (role: RoleName): string[] => {
    const own = hosts.filter((host) => roleOf(host.role) === role);
    if (role === 'real-server' || !isKept) return explainRole(cluster, view, role, own, print);
    const nodes = [...new Set(own.map(({ node }) => node))];
    return nodes.map((node) => print('explain/keepalived', keepalivedView(cluster, node)));
  };
  const roles = [...explain('real-server'), ...explain('director')];
  return [print('explain/cluster', view), ...roles, print('explain/left-to-you', view)].join('\n');
}

/** Hosts whose scripts do the same are told together. */
function explainRole(
  cluster: Cluster,
  view: View,
  role: RoleName,
  hosts: readonly Host[],
  print: Print,
): string[] {
  const realServer = cluster.mode === 'nat' ? 'explain/real-server-nat' : 'explain/real-server';
  const template = role === 'director' ? 'explain/director' : realServer;
  const told = hosts.map((host) => {
    const own = { ...view, ...hostView(cluster, host) };
    return { node: host.node, own, text: print(template, own) };
  });
  return [...new Set(told.map(({ text }) => text))].flatMap((text) => {
    const same = told.filter((one) => one.text === text);
    const who = role === 'director' ? 'Directors' : 'Real servers';
    const titles = titlesOf(same.map(({ node }) => node));
    return [
      `${who} on ${titles}: service ${groupOf(cluster, role).service}\n${text}`,
      ...same.map(({ own }) => print('explain/installed', own)),
    ];
  });
}

/** What every template knows of a cluster, given all of the config. */
function clusterView(cluster: Cluster, all: readonly Cluster[]): View {
  const { name, description = '', service, mode, vips, director } = cluster;
  const directedBy = director === undefined ? directingCluster(cluster, all) : undefined;
  const directing = director ?? directedBy?.director;
  const [first] = directing?.services ?? [];
  const modes = director?.realServers.map((one) => one.mode ?? mode) ?? [mode];
  const others = all.filter((other) => directingCluster(other, [cluster]) !== undefined);
  const withoutBackupOnly = director?.nodes.filter(({ target }) => !target.hasBackupOnly) ?? [];
  return {
    ...{ name, description, service, forwarding: forwardingOf(cluster) },
    ...{ dr: mode === 'dr', tun: mode === 'tun', nat: mode === 'nat' },
    byDr: modes.includes('dr'),
    byTun: modes.includes('tun'),
    mixed: modes.some((one) => one !== modes[0]),
    otherMode: mode === 'dr' ? 'VS/TUN' : 'VS/DR',
    otherClusters: phrase(others.map((other) => other.name)),
    allVips: phrase(vips),
    ipv6: vips.some((vip) => isIpv6(vip)),
    firstVip: first?.vips[0] ?? vips[0] ?? '',
    firstService: first === undefined ? '' : serviceText(first),
    device: mode === 'tun' ? 'tunl0' : 'lo',
    arp: mode !== 'nat' && vips.some((vip) => !isIpv6(vip)),
    loose: mode === 'nat' ? '' : phrase(cluster.looseReversePath),
    mss: mode === 'tun' ? (cluster.tunnel.mss ?? 0) : 0,
    gateway: mode === 'nat' ? cluster.gateway : '',
    director: director !== undefined,
    scripted: director !== undefined && !director.keepalived,
    directedBy: directedBy?.name ?? '',
    directorService: directing?.service ?? '',
    interface: directing?.interface ?? '',
    inside: director?.insideInterface ?? director?.interface ?? '',
    external: director?.externalVips ?? false,
    keepalived: director?.keepalived !== undefined,
    persistent: director?.services.some(({ persistence }) => persistence !== undefined) ?? false,
    expiresQuiescent: director?.expireQuiescentTemplate ?? false,
    withoutBackupOnly: titlesOf(withoutBackupOnly),
  };
}

/** The operating systems of nodes, in a phrase. */
function titlesOf(nodes: readonly ClusterNode[]): string {
  return phrase(nodes.map(({ target }) => target.title));
}

/** What the script of a role does on hosts, what it is installed as there, and how it starts. */
function hostView(cluster: Cluster, host: Host): View {
  const { target, initSystems } = host.node;
  const role = roleOf(host.role);
  const { service, chkconfig, before, guard } = groupOf(cluster, role);
  const { view, programs, needsOnline } = logicOf(cluster, role, target);
  const settings = (view['settings'] ?? []) as readonly string[];
  const { timeouts, services = [], realServers = [] } = cluster.director ?? {};
  const systemd = initSystems.includes('systemd');
  const packages = new Set(programs.map((program) => target.packages[program]));
  const { networkUnit = '' } = target;
  const after = ['network.target', needsOnline ? 'network-online.target' : '', networkUnit];
  return {
    ...view,
    settings: settings.map(settingView),
    timeouts: timeouts === undefined ? '' : timeoutsText(timeouts),
    services: services.map((one) => serviceView(one, realServers)),
    nft: target.firewall === 'nftables',
    title: target.title,
    files: filesView(cluster, host),
    // Those that a minimal installation may lack.
    packages: phrase(
      [...packages].filter((name) => /^(ipvsadm|iptables.*|iputils|nftables)$/.test(name)),
    ),
    ...{ service, systemd, isDirector: role === 'director' },
    command: systemd ? service : `service ${service}`,
    after: phrase(after.filter((unit) => unit !== '')),
    before: phrase(before),
    networkUnit,
    guard: systemd && guard ? guardUnit(service) : '',
    levels: chkconfig.levels === '-' ? '' : chkconfig.levels,
    ...{ start: chkconfig.start, stop: chkconfig.stop },
  };
}

const settingNames = [
  ...['arp_ignore', 'arp_announce', 'rp_filter', 'ip_forward', 'forwarding', 'send_redirects'],
  ...['expire_nodest_conn', 'expire_quiescent_template', 'conntrack', 'backup_only'],
  'ndisc_notify',
];

/** A setting with its name as a condition, so that the template has the words for each. */
function settingView(line: string): View {
  const [file = '', value = '', stays] = line.split(' ');
  const conditions = settingNames.map((name) => [name, file.endsWith(`/${name}`)] as const);
  if (!conditions.some(([, isIt]) => isIt)) throw new Error(`${file} is not explained`);
  const more = { stays: stays !== undefined, on: value !== '0', tunnel: file.includes('/tunl0/') };
  return { file, value, ...more, ...Object.fromEntries(conditions) };
}

function timeoutsText({ tcp, tcpFin, udp }: Timeouts): string {
  const seconds = (value: number): string => (value === 0 ? 'as it is' : `${value} s`);
  return `TCP ${seconds(tcp)}, TCP after a FIN ${seconds(tcpFin)}, UDP ${seconds(udp)}`;
}
