import { type Mode, modes } from '../model/cluster.ts';
import { type Fault, type KeyPath, keyText, type Problem, refuse } from '../model/problem.ts';
import { nearest, phrase, quote } from '../base/words.ts';
import { describeKeys, referenceKey } from './reference.ts';

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
  const belongs = `mode${owners.length > 1 ? 's' : ''} ${phrase(owners)}`;
  const message = `${steps.at(-1) ?? ''} is for ${belongs}: in mode ${mode} ${reason}`;
  return [message, found?.hint ?? 'remove the key'];
}

/** An error for each key that the map at the path cannot have, with the one that was probably meant. */
export function unknownKeys(path: KeyPath, keys: readonly string[], mode?: Mode): Problem[] {
  const parent = path.length === 0 ? '' : `${referenceKey(path)}.`;
  const all = describeKeys().map(({ key }) => key);
  const known = all
    .filter((key) => key.startsWith(parent) && !key.slice(parent.length).includes('.'))
    .map((key) => key.slice(parent.length))
    .filter((key) => !foreignKeyFault([...path, key], mode));
  return keys.map((key) => {
    const fault: Fault = known.includes(key)
      ? // That is so in services alone.
        [
          'a service is told either by its port or by a firewall mark with its ports, and not by both',
          'keep port, or keep mark and ports',
        ]
      : (foreignKeyFault([...path, key], mode) ?? [
          `there is no key ${quote(key)} ${whereabouts(path)}`,
          hintFor(key, known, all),
        ]);
    return refuse([...path, key], ...fault, { onKey: true });
  });
}

function hintFor(key: string, known: readonly string[], all: readonly string[]): string {
  if (key === '<<') return 'a merge key stands in YAML, without quotes';
  const near = nearest(key, known);
  if (near !== undefined) return `did you mean ${near}?`;
  // Such as arp_ignore, the kernel's name of arp.ignore, and realservers, that of director.realServers.
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  const elsewhere = all.find((other) => {
    const steps = other.split('.');
    return [-1, -2].some((from) => plain(steps.slice(from).join('')) === plain(key));
  });
  if (elsewhere !== undefined) return `its place is ${elsewhere}`;
  return `the keys here are ${known.join(', ')}`;
}

function whereabouts(path: KeyPath): string {
  if (path.length === 0) return 'at the top of a config';
  if (referenceKey(path) === 'clusters.<name>') return 'in a cluster';
  return `in ${nameOf(path)}`;
}

/** What a message calls the place: the last key, with the position in its list. */
export function nameOf(path: KeyPath): string {
  if (path.length === 0) return 'the config';
  if (path.length === 2 && path[0] === 'clusters') return `the cluster ${quote(String(path[1]))}`;
  return keyText(path.slice(path.findLastIndex((step) => typeof step === 'string')));
}
