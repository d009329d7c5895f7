import type { DirectRoutingCluster, TunnelCluster } from '../model/cluster.ts';
import { phrase } from '../model/quote.ts';
import { arpView } from '../roles/arp-view.ts';
import { type Step, step } from './step.ts';
import { viewText } from './view-text.ts';

/** What real servers that hold the VIPs themselves do not start beside. */
export const besideNat: Step = step(
  'Refuses (exit 6) while a script of a VS/NAT cluster is started on this host.',
  'it sends all replies through its director, and here they go to the client directly.',
);

/** How a real server makes sure that it is silent. */
export function arpSteps({ arp }: DirectRoutingCluster | TunnelCluster): Step[] {
  const quiet = phrase(viewText(arpView(arp), 'quiet').split(' '), 'or');
  return [
    step(
      `Refuses (exit 6), naming the interface, where one would still answer ARP for a VIP: where the greater of its own arp_ignore and that of all would not be ${quiet}.`,
      "the kernel takes the greater number, not the stricter one, so that an interface's own 3 defeats the 1 of all.",
    ),
    ...(arp.ignore === 3
      ? [
          step(
            'With arp.ignore 3, also refuses (exit 6) where 3 would be in force while another started script holds VIPs of another scope.',
            '3 is silent about addresses of scope host only.',
          ),
        ]
      : []),
  ];
}

/** The same on lo and on tunl0. */
export function removalOfVips(device: string): Step[] {
  return [
    step(
      `Takes the VIPs off ${device}: those of this version and those that a former one recorded, with whatever prefix, unless another started script holds them too.`,
      'they go before the silence does, or this host would answer ARP for them.',
    ),
  ];
}
