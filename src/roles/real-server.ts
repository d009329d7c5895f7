import type {
  ArpSuppression,
  Cluster,
  DirectRoutingCluster,
  NatCluster,
  TunnelCluster,
} from '../model/cluster.ts';
import { isIpv6, type Vip } from '../model/ip-address.ts';
import type { Target } from '../targets/index.ts';
import { type Logic, needed, setting } from './service.ts';

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
  return {
    template: 'real-server/dr',
    view: {
      vips: vips.map((vip) => addressOn('lo', vip, arp)),
      settings: [...(arp ? arpSettings(arp) : []), ...looseReversePath.map(loose)],
      scopeHost: arp?.ignore === 3,
    },
    purpose: arp
      ? 'Holds the VIPs on lo and does not answer ARP for them.'
      : 'Holds the VIPs on lo.',
    programs: needed,
    needsOnline: looseReversePath.length > 0,
  };
}

function tunnel(cluster: TunnelCluster, { firewall }: Target): Logic {
  const { arp, vips, looseReversePath } = cluster;
  const nft = firewall === 'nftables';
  const tools = nft ? (['nft'] as const) : (['iptables-restore', 'iptables-save'] as const);
  return {
    template: 'real-server/tun',
    view: {
      vips: vips.map((vip) => addressOn('tunl0', vip, arp)),
      settings: [...arpSettings(arp), ...[...new Set(['tunl0', ...looseReversePath])].map(loose)],
      scopeHost: arp.ignore === 3,
      rules: mssRules(cluster, nft),
      nft,
    },
    purpose: 'Holds the VIPs on tunl0 and does not answer ARP for them.',
    programs: [...needed, 'modprobe', ...tools],
    needsOnline: true,
  };
}

/**
 * What makes a real server announce a smaller MSS for connections to its VIPs, a rule for each: for nft, or for
 * iptables in the words of iptables-save. Neither raises an MSS (xt_TCPMSS.c and nft_exthdr.c in the kernel's source).
 */
function mssRules({ service, vips, tunnel: { mss } }: TunnelCluster, nft: boolean): string[] {
  if (mss === undefined) return [];
  return vips.map((vip) =>
    nft
      ? `ip saddr ${vip} tcp flags & (syn | rst) == syn tcp option maxseg size set ${mss}`
      : `-A OUTPUT -s ${vip}/32 -p tcp -m tcp --tcp-flags SYN,RST SYN -m comment --comment ${service} -j TCPMSS --set-mss ${mss}`,
  );
}

function nat({ gateway }: NatCluster): Logic {
  return {
    template: 'real-server/nat',
    view: {
      gateway,
      // Together they are more specific than any default route, and leave it as it is.
      routes: ['0.0.0.0/1', '128.0.0.0/1'].map((half) => `${half} via ${gateway}`),
    },
    purpose: `Sends all that leaves this host through the director, ${gateway}.`,
    programs: needed,
    needsOnline: true,
  };
}

/** As ip names an address, without a verb. With arp_ignore 3 the kernel is silent about addresses of scope host, and about no others. */
function addressOn(device: 'lo' | 'tunl0', vip: Vip, arp: ArpSuppression | undefined): string {
  if (isIpv6(vip)) return `${vip}/128 dev ${device}`;
  return `${vip}/32 dev ${device}${arp?.ignore === 3 ? ' scope host' : ''}`;
}

function arpSettings({ ignore, announce, onStop }: ArpSuppression): string[] {
  const stays = onStop === 'keep';
  return [
    setting('ipv4/conf/all/arp_ignore', ignore, stays),
    setting('ipv4/conf/all/arp_announce', announce, stays),
  ];
}

function loose(device: string): string {
  return setting(`ipv4/conf/${device}/rp_filter`, 2);
}
