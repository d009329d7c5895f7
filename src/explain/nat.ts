import type { NatCluster } from '../model/cluster.ts';
import type { Director } from '../model/director.ts';
import type { ModeExplanation } from './mode.ts';
import { step } from './step.ts';

/** VS/NAT: the director rewrites addresses both ways, so that replies have to pass it. */
export function explainNat({ gateway, director }: NatCluster): ModeExplanation {
  return {
    request:
      "real server: the destination rewritten to the real server's own address and port, the client's address kept",
    reply: `real server, from its own address -> director at ${gateway}, which puts the VIP back as the source -> client`,
    refusals: [
      step(
        `Refuses (exit 6) where ${gateway} is not reached directly, on a network of this host.`,
        'a real server answers through the director, so the director has to be the next hop.',
      ),
      step(
        'Refuses (exit 6) where routes to 0.0.0.0/1 or 128.0.0.0/1 are there that no started script made.',
        'they are of somebody else, and are not modified.',
      ),
      step(
        'Refuses (exit 6) while a script of VS/DR or VS/TUN, or of VS/NAT with another gateway, is started on this host.',
        'all replies of a host leave by one way.',
      ),
    ],
    preparations: [],
    silence: [],
    network: [
      step(
        `Sets accept_redirects in /proc/sys/net/ipv4/conf of all and of the interface towards ${gateway} to 0.`,
        'an ICMP redirect would send replies past the director, and the client would get them from an address it does not know.',
      ),
      step(
        `Adds the routes 0.0.0.0/1 and 128.0.0.0/1 via ${gateway}.`,
        'together they are everything, and more specific than any default route, which stays as it is. What has a more specific route, such as connected networks, is reached as before.',
      ),
    ],
    removal: [
      step('Deletes the routes 0.0.0.0/1 and 128.0.0.0/1, unless another started script has them.'),
    ],
    watches: [`It also says so if ${gateway} is on no network of this host any more.`],
    others: [
      ...(director === undefined ? [] : [gatewayText(gateway, director)]),
      'Everything that a real server sends beyond its own networks goes through the director, not only replies: the director has to forward it.',
      'Clients on the network of the real servers get replies directly from the real server, which they do not expect: test from elsewhere.',
    ],
    directorDuties: [
      'forward by masquerading (ipvsadm -m) to the real servers',
      `hold ${gateway} on the network of the real servers, and the VIPs towards the clients`,
      'have ip_forward on, and send_redirects off in all and on the interface towards the real servers',
    ],
  };
}

function gatewayText(gateway: string, director: Director): string {
  const device = director.insideInterface ?? director.interface;
  const moved = director.externalVips
    ? ' It moves to the other director together with the VIPs.'
    : '';
  return `The director has to have ${gateway} on ${device}: no script adds it.${moved}`;
}
