import type { View } from '../model/artifact.ts';
import type { Cluster, DirectRoutingCluster, NatCluster, TunnelCluster } from '../model/cluster.ts';
import { isIpv6, type Vip } from '../model/ip-address.ts';
import type { Program } from '../targets/index.ts';
import { arpSettings, arpView, needsScopeHost } from './arp-view.ts';

/** Before the rule of the main table (32766), and after any that somebody gave a place of its own. */
const rulePreference = 32_000;

const programs: readonly Program[] = ['awk', 'cat', 'flock', 'id', 'ip', 'mkdir', 'mv', 'rm'];

/** What the logic of a real server depends on, by the forwarding mode of its cluster. */
export function realServerView(cluster: Cluster): View {
  switch (cluster.mode) {
    case 'dr':
      return directRoutingView(cluster);
    case 'tun':
      return tunnelView(cluster);
    case 'nat':
      return natView(cluster);
  }
}

const noArp = arpView(undefined);

/** The view of a mode, and what has no meaning in it. What is spread last costs a tenth of what is spread first. */
function complete(own: View): View {
  return {
    gateway: '',
    mss: '',
    table: '',
    director: false,
    tun: false,
    notes: false,
    strictFilters: false,
    ipv6: false,
    routing: false,
    online: false,
    wanted: '',
    settings: '',
    kind: 'addr',
    programs,
    arp: noArp,
    ...own,
  };
}

function directRoutingView(cluster: DirectRoutingCluster): View {
  const arp = cluster.vips.every((vip) => isIpv6(vip)) ? undefined : cluster.arp;
  const vips = cluster.vips.map((vip) => addressOn('lo', vip, needsScopeHost(arp)));
  const ipv6 = cluster.vips.some((vip) => isIpv6(vip));
  const silence = arp ? ', and ARP for them is not answered' : '';
  return complete({
    forwarding: 'VS/DR',
    purpose: arp
      ? 'Holds the VIPs on lo and keeps quiet about them in ARP.'
      : 'Holds the VIPs on lo.',
    truth: `its VIPs are on lo${silence}`,
    strictFilters: true,
    online: cluster.looseReversePath.length > 0,
    ipv6,
    notes: ipv6,
    wanted: lines(vips),
    settings: lines([...(arp ? arpSettings(arp) : []), ...looseReversePath(cluster)]),
    arp: arpView(arp),
  });
}

function tunnelView(cluster: TunnelCluster): View {
  const { arp, tunnel } = cluster;
  const clamped = tunnel.mss !== undefined;
  const rules = cluster.vips.map(
    (vip) => `rule from ${vip} lookup ${tunnel.table} pref ${rulePreference}`,
  );
  const vips = cluster.vips.map((vip) => addressOn('tunl0', vip, needsScopeHost(arp)));
  return complete({
    forwarding: 'VS/TUN',
    purpose: 'Holds the VIPs on tunl0 and keeps quiet about them in ARP.',
    truth: 'its VIPs are on tunl0, and ARP for them is not answered',
    tun: true,
    notes: true,
    routing: true,
    ...(clamped ? { mss: String(tunnel.mss), table: String(tunnel.table) } : {}),
    online: true,
    wanted: lines(['link tunl0 up', ...(clamped ? rules : []), ...vips]),
    settings: lines([
      ...arpSettings(arp),
      '/proc/sys/net/ipv4/conf/tunl0/rp_filter 2 2',
      ...looseReversePath(cluster),
    ]),
    arp: arpView(arp),
    programs: [...programs, 'modprobe'].toSorted(),
  });
}

function natView(cluster: NatCluster): View {
  return complete({
    forwarding: 'VS/NAT',
    purpose: `Sends all traffic through the director, ${cluster.gateway}.`,
    truth: 'what leaves this host goes through the director',
    gateway: cluster.gateway,
    routing: true,
    online: true,
    kind: 'route',
  });
}

function addressOn(device: 'lo' | 'tunl0', vip: Vip, scopeHost: boolean): string {
  // Not preferred, an IPv6 address is never chosen as the source of what the host itself begins (RFC 6724).
  if (isIpv6(vip)) return `addr ${vip}/128 dev ${device} preferred_lft 0`;
  return `addr ${vip}/32 dev ${device}${scopeHost ? ' scope host' : ''}`;
}

function looseReversePath({
  looseReversePath: names,
}: DirectRoutingCluster | TunnelCluster): string[] {
  return names.map((name) => `/proc/sys/net/ipv4/conf/${name}/rp_filter 2 2`);
}

/** One a line, so that a VIP that is added or dropped is one line of a diff. */
function lines(list: readonly string[]): string {
  return list.join('\n');
}
