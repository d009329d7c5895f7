import type { ArpSuppression } from '../model/cluster.ts';
import type { Cluster, DirectRoutingCluster, NatCluster, TunnelCluster } from '../model/cluster.ts';
import { isIpv6, type Vip } from '../model/ip-address.ts';
import type { Program, Target } from '../targets/index.ts';
import { mssRules } from './rules.ts';
import { type Logic, setting } from './service.ts';

const always: readonly Program[] = ['awk', 'flock', 'grep', 'ip', 'sed', 'tac'];

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
    programs: always,
    needsOnline: looseReversePath.length > 0,
  };
}

function tunnel(cluster: TunnelCluster, { firewall }: Target): Logic {
  const { arp, vips, looseReversePath } = cluster;
  const nft = firewall === 'nftables';
  const tools: readonly Program[] = nft ? ['nft'] : ['iptables-restore', 'iptables-save'];
  return {
    template: 'real-server/tun',
    view: {
      vips: vips.map((vip) => addressOn('tunl0', vip, arp)),
      settings: [...arpSettings(arp), loose('tunl0'), ...looseReversePath.map(loose)],
      scopeHost: arp.ignore === 3,
      rules: mssRules(cluster, firewall),
      nft,
    },
    purpose: 'Holds the VIPs on tunl0 and does not answer ARP for them.',
    programs: [...always, 'modprobe', ...tools],
    needsOnline: true,
  };
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
    programs: always,
    needsOnline: true,
  };
}

/** As ip names an address, without a verb. With arp_ignore 3 the kernel is silent about addresses of scope host, and about no others. */
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
