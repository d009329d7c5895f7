import type { DirectRoutingCluster } from '../model/cluster.ts';
import { isIpv6 } from '../model/ip-address.ts';
import { realServerView } from '../roles/real-server-view.ts';
import { addressesIn } from './addresses.ts';
import type { ModeExplanation } from './mode.ts';
import { step } from './step.ts';
import { viewText } from './view-text.ts';
import { arpSteps, besideNat, removalOfVips } from './vip-holder.ts';

/** VS/DR: the packet is the same on its whole way, and only its frame is another one. */
export function explainDirectRouting(cluster: DirectRoutingCluster): ModeExplanation {
  const wanted = viewText(realServerView(cluster), 'wanted');
  const hasIpv6 = cluster.vips.some((vip) => isIpv6(vip));
  const hasIpv4 = cluster.vips.some((vip) => !isIpv6(vip));
  return {
    request: "real server: the same packet, in a frame to the real server's MAC address",
    reply: 'real server, from the VIP -> client, past the director',
    refusals: [
      besideNat,
      ...(hasIpv6
        ? [
            step(
              'Refuses (exit 6) where IPv6 is switched off on lo (net.ipv6.conf.lo.disable_ipv6).',
              'no IPv6 VIP could be added.',
            ),
          ]
        : []),
    ],
    preparations: [],
    silence: hasIpv4 ? arpSteps(cluster) : [],
    network: [
      step(
        `Adds ${addressesIn(wanted)} to lo, as far as missing, by one ip command.`,
        `packets for a VIP come in with it as their destination, so it has to be an address of this host. With ${prefixes(hasIpv4, hasIpv6)} no other address becomes one.${hasIpv6 ? ' With preferred_lft 0 no connection of the host itself begins from an IPv6 one while it has another address. Nothing has to be silenced for those: the kernel answers Neighbour Solicitations for addresses of the interface only.' : ''}`,
      ),
    ],
    removal: removalOfVips('lo'),
    watches: [
      'It also names interfaces whose strict reverse-path filter would drop requests that come in there from beyond a router; looseReversePath cures that.',
    ],
    others: [
      'Director and real servers have to be on one network: only MAC addresses change between them.',
    ],
    directorDuties: [
      'forward by direct routing (ipvsadm -g) to the real servers, on the same port',
      'hold the VIPs on an interface of their own and answer ARP for them',
    ],
  };
}

function prefixes(hasIpv4: boolean, hasIpv6: boolean): string {
  return [...(hasIpv4 ? ['/32'] : []), ...(hasIpv6 ? ['/128'] : [])].join(' and ');
}
