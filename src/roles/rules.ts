import type { Director, MarkService, TunnelCluster } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import type { Target } from '../targets/index.ts';

type Firewall = Target['firewall'];

/**
 * What makes a real server announce a smaller MSS for connections to its VIPs, a rule for each: for nft, or for
 * iptables in the words of iptables-save. Neither raises an MSS (xt_TCPMSS.c and nft_exthdr.c in the kernel's source).
 */
export function mssRules(
  { service, vips, tunnel: { mss } }: Pick<TunnelCluster, 'service' | 'vips' | 'tunnel'>,
  firewall: Firewall,
): string[] {
  if (mss === undefined) return [];
  return vips.map((vip) =>
    firewall === 'nftables'
      ? `ip saddr ${vip} tcp flags & (syn | rst) == syn tcp option maxseg size set ${mss}`
      : `-A OUTPUT -s ${vip}/32 -p tcp -m tcp --tcp-flags SYN,RST SYN -m comment --comment ${service} -j TCPMSS --set-mss ${mss}`,
  );
}

/**
 * What marks the packets of mark services on a director, a rule for each service and VIP: for nft, or the name of the
 * tool and the words of iptables-save.
 */
export function markRules(
  { service, services }: Pick<Director, 'service' | 'services'>,
  firewall: Firewall,
): string[] {
  return services
    .filter((candidate): candidate is MarkService => candidate.kind === 'mark')
    .flatMap(({ vips, protocol, ports, mark }) =>
      vips.map((vip) => {
        if (firewall === 'nftables') {
          const set = ports.length === 1 ? ports.join('') : `{ ${ports.join(', ')} }`;
          return `${isIpv6(vip) ? 'ip6' : 'ip'} daddr ${vip} ${protocol} dport ${set} meta mark set ${mark}`;
        }
        return [
          isIpv6(vip) ? 'ip6tables' : 'iptables',
          `-A PREROUTING -d ${vip}/${isIpv6(vip) ? 128 : 32} -p ${protocol}`,
          `-m multiport --dports ${ports.join(',').replaceAll('-', ':')} -m comment --comment ${service}`,
          `-j MARK --set-xmark 0x${mark.toString(16)}/0xffffffff`,
        ].join(' ');
      }),
    );
}
