import { type Mode, modes } from '../model/cluster.ts';
import type { Fault, KeyPath } from '../model/problem.ts';
import { phrase } from '../base/quote.ts';

const direct = 'the real servers answer clients directly, not through the director';
const asItCame = 'a packet is delivered as it came, to the port that the client asked';

/** Keys that some modes do not have, by their place below the cluster: why, and what to do instead. */
const foreign: Readonly<Record<string, Partial<Record<Mode | 'hint', string>>>> = {
  arp: { nat: 'the real servers hold no VIP that ARP could give away' },
  looseReversePath: { nat: 'requests and replies take the same way, through the director' },
  gateway: { dr: direct, tun: direct, hint: 'remove the key, or use mode: nat' },
  tunnel: {
    dr: 'packets come to the real servers as they are, without a tunnel',
    nat: 'packets come to the real servers without a tunnel',
    hint: 'remove the key, or use mode: tun',
  },
  'director.insideInterface': {
    dr: 'the real servers are on the network of the VIPs',
    tun: 'the real servers are wherever the routes of the director lead',
  },
  'director.realServers.mode': { nat: 'every real server answers through the director' },
  'director.realServers.port': {
    dr: asItCame,
    tun: asItCame,
    hint: 'remove the key, and let the real server listen on the port of the service',
  },
};

/** What is wrong with a key that stands in the right place of another mode. */
export function foreignKeyFault(path: KeyPath, mode: Mode | undefined): Fault | undefined {
  const steps = path.slice(2).filter((step) => typeof step === 'string');
  const name = steps.join('.');
  const found = Object.hasOwn(foreign, name) ? foreign[name] : undefined;
  const reason = mode && found?.[mode];
  if (reason === undefined) return undefined;
  const owners = modes.filter((one) => found?.[one] === undefined);
  const belongs = `mode${owners.length > 1 ? 's' : ''} ${phrase(owners, 'and')}`;
  const message = `${steps.at(-1) ?? ''} is for ${belongs}: in mode ${mode} ${reason}`;
  return [message, found?.hint ?? 'remove the key'];
}
