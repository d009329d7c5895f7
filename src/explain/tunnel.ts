import type { TunnelCluster } from '../model/cluster.ts';
import { realServerView } from '../roles/real-server-view.ts';
import { addressesIn } from './addresses.ts';
import type { ModeExplanation } from './mode.ts';
import { type Step, step } from './step.ts';
import { viewText } from './view-text.ts';
import { arpSteps, besideNat, removalOfVips } from './vip-holder.ts';

/** VS/TUN: the packet travels inside another one, so that the real server can be anywhere. */
export function explainTunnel(cluster: TunnelCluster): ModeExplanation {
  const { table, mss } = cluster.tunnel;
  const isClamped = mss !== undefined;
  const wanted = viewText(realServerView(cluster), 'wanted');
  return {
    request:
      'real server: the packet inside an IPIP packet (protocol 4), which tunl0 takes out again',
    reply: 'real server, from the VIP -> client, past the director and outside the tunnel',
    refusals: [besideNat],
    preparations: [
      step(
        'Loads the kernel module ipip with modprobe if there is no tunl0; fails (exit 1) if there is none then.',
        'the module makes tunl0, where IPIP packets are unpacked. It is never unloaded: that would destroy the tunnels of others.',
      ),
      step('Warns where the rules of the firewall are seen to drop protocol 4.'),
    ],
    silence: arpSteps(cluster),
    network: [
      ...routeSteps(cluster, wanted),
      step(
        `Adds ${addressesIn(wanted)} to tunl0, as far as missing.`,
        'packets come out of the tunnel with a VIP as their destination, so it has to be an address of this host. With /32 no other address becomes one.',
      ),
    ],
    removal: [
      ...(isClamped ? [step(`Deletes the routes of table ${table}.`)] : []),
      ...removalOfVips('tunl0'),
      step(
        'Sets tunl0 down if it was down before and no other started script needs it. The module ipip stays.',
      ),
      ...(isClamped ? [step(`Deletes the rules that lead to table ${table}.`)] : []),
    ],
    watches: ['It also warns where the rules of the firewall are seen to drop protocol 4.'],
    others: [
      'Let protocol 4 (IPIP) pass from the directors to the real servers, in every firewall on the way: the one that CentOS comes with drops it.',
      'Routers near the real servers have to let packets pass that come from a VIP.',
    ],
    directorDuties: [
      'forward by IPIP tunnels (ipvsadm -i) to the real servers, on the same port',
      'hold the VIPs on an interface of their own and answer ARP for them',
    ],
  };
}

function routeSteps({ tunnel }: TunnelCluster, wanted: string): Step[] {
  const up = step('Sets tunl0 up.');
  if (tunnel.mss === undefined) return [up];
  const { mss, table } = tunnel;
  const rule = wanted.split('\n').find((line) => line.startsWith('rule '));
  const preference = rule?.split(' ').at(-1) ?? '';
  return [
    step(
      `Copies the routes of the main table into table ${table}, each with advmss ${mss}; what is not a plain route is thrown back to the main table. Warns where there is no default route.`,
      `an IPIP header takes 20 bytes of each packet. Told to send segments of ${mss} bytes, clients leave room for it. The routes of the host itself stay as they are.`,
    ),
    up,
    step(
      `Adds a rule for each VIP, at preference ${preference}: what comes from it is routed by table ${table}.`,
      'only connections to the VIPs are to have the smaller segments.',
    ),
  ];
}
