import type { Mode } from '../model/cluster-settings.ts';
import type { KeyPath } from '../model/problem.ts';
import { Refusal } from '../model/refusal.ts';

interface ForeignKey {
  readonly belongs: string;
  /** Why it means nothing in each mode that does not have it. */
  readonly reasons: Readonly<Partial<Record<Mode, string>>>;
  readonly hint: string;
}

/** The keys that only some modes have, by their place below the cluster, without positions in lists. */
const keys: Readonly<Record<string, ForeignKey>> = {
  arp: {
    belongs: 'modes dr and tun',
    reasons: { nat: 'in mode nat the real servers hold no VIP that ARP could give away' },
    hint: 'remove the key',
  },
  looseReversePath: {
    belongs: 'modes dr and tun',
    reasons: { nat: 'in mode nat requests and replies take the same way, through the director' },
    hint: 'remove the key',
  },
  gateway: {
    belongs: 'mode nat',
    reasons: {
      dr: 'in mode dr the real servers answer clients directly, not through the director',
      tun: 'in mode tun the real servers answer clients directly, not through the director',
    },
    hint: 'remove the key, or use mode: nat',
  },
  tunnel: {
    belongs: 'mode tun',
    reasons: {
      dr: 'in mode dr packets come to the real servers as they are, without a tunnel',
      nat: 'in mode nat packets come to the real servers without a tunnel',
    },
    hint: 'remove the key, or use mode: tun',
  },
  'director.insideInterface': {
    belongs: 'mode nat',
    reasons: {
      dr: 'in mode dr the real servers are on the network of the VIPs',
      tun: 'in mode tun the real servers are wherever the routes of the director lead',
    },
    hint: 'remove the key',
  },
  'director.realServers.port': {
    belongs: 'mode nat',
    reasons: {
      dr: 'in mode dr a packet is delivered as it came, to the port that the client asked',
      tun: 'in mode tun a packet is delivered as it came, to the port that the client asked',
    },
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
  const found = Object.hasOwn(keys, name) ? keys[name] : undefined;
  const reason = mode && found?.reasons[mode];
  if (found === undefined || reason === undefined) return undefined;
  return new Refusal(`${steps.at(-1) ?? ''} is for ${found.belongs}: ${reason}`, found.hint);
}
