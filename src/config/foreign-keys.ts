import { type Mode, modes } from '../model/cluster-settings.ts';
import type { KeyPath } from '../model/problem.ts';
import { phrase } from '../base/quote.ts';
import { Refusal } from '../model/refusal.ts';

/** Why a key means nothing in a mode that does not have it, by its place below the cluster, and what to do instead. */
const foreign: Readonly<Record<string, Partial<Record<Mode | 'hint', string>>>> = {
  arp: { nat: 'the real servers hold no VIP that ARP could give away' },
  looseReversePath: { nat: 'requests and replies take the same way, through the director' },
  gateway: {
    dr: 'the real servers answer clients directly, not through the director',
    tun: 'the real servers answer clients directly, not through the director',
    hint: 'remove the key, or use mode: nat',
  },
  tunnel: {
    dr: 'packets come to the real servers as they are, without a tunnel',
    nat: 'packets come to the real servers without a tunnel',
    hint: 'remove the key, or use mode: tun',
  },
  'director.insideInterface': {
    dr: 'the real servers are on the network of the VIPs',
    tun: 'the real servers are wherever the routes of the director lead',
  },
  'director.realServers.port': {
    dr: 'a packet is delivered as it came, to the port that the client asked',
    tun: 'a packet is delivered as it came, to the port that the client asked',
    hint: 'remove the key, and let the real server listen on the port of the service',
  },
};

const told = new Refusal(
  'a service is told either by its port or by a firewall mark with its ports, and not by both',
  'keep port, or keep mark and ports',
);

/** The refusal of a key that stands in the right place of another mode, or of another kind of service. */
export function foreignKey(path: KeyPath, mode: Mode | undefined): Refusal | undefined {
  const steps = path.slice(2).filter((step) => typeof step === 'string');
  const name = steps.join('.');
  if (/^director\.services\.(port|mark|ports)$/.test(name)) return told;
  const found = Object.hasOwn(foreign, name) ? foreign[name] : undefined;
  const reason = mode && found?.[mode];
  if (reason === undefined) return undefined;
  const owners = modes.filter((one) => found?.[one] === undefined);
  const belongs = `mode${owners.length > 1 ? 's' : ''} ${phrase(owners, 'and')}`;
  const message = `${steps.at(-1) ?? ''} is for ${belongs}: in mode ${mode} ${reason}`;
  return new Refusal(message, found?.hint ?? 'remove the key');
}
