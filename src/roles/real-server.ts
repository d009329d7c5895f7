import type { ArpSuppression, Cluster, ClusterOf } from '../model/cluster.ts';
import { asNetwork, isIpv6, type Vip } from '../model/ip-address.ts';
import type { Target } from '../targets/index.ts';
import { type Logic, needed, setting } from './service.ts';

/** What a real server does, by the forwarding mode of its cluster. */
export function realServerLogic(cluster: Cluster, target: Target): Logic {
  return cluster.mode === 'nat' ? answering(cluster) : holding(cluster, target);
}

/** In modes dr and tun it holds the VIPs itself, on the device that packets to them come out of. */
function holding(cluster: ClusterOf<'dr' | 'tun'>, { firewall }: Target): Logic {
  const { vips, looseReversePath } = cluster;
  const isTunnel = cluster.mode === 'tun';
  const device = isTunnel ? 'tunl0' : 'lo';
  const arp = vips.every(isIpv6) ? undefined : cluster.arp;
  const loose = new Set([...(isTunnel ? [device] : []), ...looseReversePath]);
  const nft = firewall === 'nftables';
  const tools = nft ? (['nft'] as const) : (['iptables-restore', 'iptables-save'] as const);
  return {
    template: `real-server/${cluster.mode}`,
    view: {
      vips: vips.map((vip) => addressOn(device, vip, arp)),
      settings: [
        ...(arp ? arpSettings(arp) : []),
        ...Array.from(loose, (one) => setting(`ipv4/conf/${one}/rp_filter`, 2)),
      ],
      scopeHost: arp?.ignore === 3,
      ...(isTunnel && { nft, rules: mssRules(cluster, nft) }),
    },
    purpose: `Holds the VIPs on ${device}${arp ? ' and does not answer ARP for them' : ''}.`,
    programs: isTunnel ? [...needed, 'modprobe', ...tools] : needed,
    needsOnline: loose.size > 0,
  };
}

/**
 * What makes a real server announce a smaller MSS for connections to its VIPs, a rule for each: for nft, or for
 * iptables in the words of iptables-save. Neither raises an MSS (xt_TCPMSS.c and nft_exthdr.c in the kernel's source).
 */
function mssRules({ service, vips, tunnel: { mss } }: ClusterOf<'tun'>, nft: boolean): string[] {
  if (mss === undefined) return [];
  return vips.map((vip) =>
    nft
      ? `ip saddr ${vip} tcp flags & (syn | rst) == syn tcp option maxseg size set ${mss}`
      : `-A OUTPUT -s ${vip}/32 -p tcp -m tcp --tcp-flags SYN,RST SYN -m comment --comment ${service} -j TCPMSS --set-mss ${mss}`,
  );
}

/** In mode nat, what it answers has to pass through the director. */
function answering({ gateway }: ClusterOf<'nat'>): Logic {
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
  const scope = arp?.ignore === 3 && !isIpv6(vip) ? ' scope host' : '';
  return `${asNetwork(vip)} dev ${device}${scope}`;
}

function arpSettings({ ignore, announce, onStop }: ArpSuppression): string[] {
  const stays = onStop === 'keep';
  return [
    setting('ipv4/conf/all/arp_ignore', ignore, stays),
    setting('ipv4/conf/all/arp_announce', announce, stays),
  ];
}
