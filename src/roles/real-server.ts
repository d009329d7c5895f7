import type { Artifact } from './artifact.ts';
import type { ArpSuppression } from '../model/cluster.ts';
import type { Cluster, DirectRoutingCluster, NatCluster, TunnelCluster } from '../model/cluster.ts';
import { isIpv6, type Vip } from '../model/ip-address.ts';
import type { Program, Target } from '../targets/index.ts';
import { mssRules } from './rules.ts';
import { type Logic, serviceArtifacts } from './service.ts';
import { setting } from './setting.ts';

/** What `real-server/dr` has to know. */
interface DirectRoutingView {
  /** As ip names them, without a verb: the address, the interface and, where it is not global, the scope. */
  readonly vips: readonly string[];
  readonly settings: readonly string[];
  /** Whether arp_ignore 3 is what hides the VIPs. */
  readonly scopeHost: boolean;
}

/** What `real-server/tun` has to know. */
interface TunnelView extends DirectRoutingView {
  /** What announces the MSS: rules of nft, or of iptables in the words of iptables-save. */
  readonly rules: readonly string[];
  readonly nft: boolean;
}

/** What `real-server/nat` has to know. */
interface NatView {
  readonly gateway: string;
  readonly routes: readonly string[];
}

const always: readonly Program[] = ['awk', 'flock', 'grep', 'ip', 'sed', 'tac'];

/** What the real servers of a cluster get, on each of their operating systems. */
export function realServerArtifacts(cluster: Cluster): readonly Artifact[] {
  const { service, chkconfig, before, guard } = cluster;
  const common = { role: 'real-server', name: service, chkconfig, before, guard } as const;
  return cluster.nodes.flatMap((node) =>
    serviceArtifacts(cluster, node, { ...common, logic: realServerLogic(cluster, node.target) }),
  );
}

/** What a real server does, by the forwarding mode of its cluster. */
export function realServerLogic(cluster: Cluster, target: Target): Logic {
  switch (cluster.mode) {
    case 'dr':
      return directRouting(cluster);
    case 'tun':
      return tunnel(cluster, target);
    case 'nat':
      return nat(cluster);
  }
}

function directRouting(cluster: DirectRoutingCluster): Logic {
  const { vips, looseReversePath } = cluster;
  const arp = vips.every((vip) => isIpv6(vip)) ? undefined : cluster.arp;
  const view: DirectRoutingView = {
    vips: vips.map((vip) => addressOn('lo', vip, arp)),
    settings: [...(arp ? arpSettings(arp) : []), ...looseReversePath.map(loose)],
    scopeHost: arp?.ignore === 3,
  };
  return {
    template: 'real-server/dr',
    view: { ...view },
    purpose: arp
      ? 'Holds the VIPs on lo and does not answer ARP for them.'
      : 'Holds the VIPs on lo.',
    programs: always,
    needsOnline: looseReversePath.length > 0,
  };
}

function tunnel(cluster: TunnelCluster, { firewall }: Target): Logic {
  const { arp, vips, looseReversePath } = cluster;
  const view: TunnelView = {
    vips: vips.map((vip) => addressOn('tunl0', vip, arp)),
    settings: [...arpSettings(arp), loose('tunl0'), ...looseReversePath.map(loose)],
    scopeHost: arp.ignore === 3,
    rules: mssRules(cluster, firewall),
    nft: firewall === 'nftables',
  };
  const tools: readonly Program[] = view.nft ? ['nft'] : ['iptables-restore', 'iptables-save'];
  return {
    template: 'real-server/tun',
    view: { ...view },
    purpose: 'Holds the VIPs on tunl0 and does not answer ARP for them.',
    programs: [...always, 'modprobe', ...tools],
    needsOnline: true,
  };
}

function nat({ gateway }: NatCluster): Logic {
  // Together they are more specific than any default route, and leave it as it is.
  const view: NatView = {
    gateway,
    routes: ['0.0.0.0/1', '128.0.0.0/1'].map((half) => `${half} via ${gateway}`),
  };
  return {
    template: 'real-server/nat',
    view: { ...view },
    purpose: `Sends all that leaves this host through the director, ${gateway}.`,
    programs: always,
    needsOnline: true,
  };
}

/** With arp_ignore 3 the kernel is silent about addresses of scope host, and about no others. */
function addressOn(device: 'lo' | 'tunl0', vip: Vip, arp: ArpSuppression | undefined): string {
  if (isIpv6(vip)) return `${vip}/128 dev ${device}`;
  return `${vip}/32 dev ${device}${arp?.ignore === 3 ? ' scope host' : ''}`;
}

function arpSettings({ ignore, announce, onStop }: ArpSuppression): string[] {
  const all = 'ipv4/conf/all';
  const stays = onStop === 'keep';
  return [
    setting(`${all}/arp_ignore`, ignore, stays),
    setting(`${all}/arp_announce`, announce, stays),
  ];
}

function loose(device: string): string {
  return setting(`ipv4/conf/${device}/rp_filter`, 2);
}
