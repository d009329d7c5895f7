import type { Cluster } from '../model/cluster.ts';

/** What is written at the arrows of a drawing. */
export interface EdgeTexts {
  readonly request: string;
  /** From the director to a real server. */
  readonly forward: string;
  readonly reply: string;
  /** From the director to the client, where replies pass it. */
  readonly back?: string;
}

/** How requests and replies travel, in a few words. */
export function edgeTexts(cluster: Cluster): EdgeTexts {
  const request = 'request to a VIP';
  const past = 'reply from the VIP';
  switch (cluster.mode) {
    case 'dr':
      return { request, forward: 'same packet, new MAC address', reply: past };
    case 'tun':
      return { request, forward: 'IPIP', reply: past };
    case 'nat':
      return {
        request,
        forward: 'destination rewritten',
        reply: `reply, gateway ${cluster.gateway}`,
        back: past,
      };
  }
}
