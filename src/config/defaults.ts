import { phrase } from '../base/words.ts';
import type { Mode } from '../model/cluster.ts';
import {
  type Fault,
  isPlainMap,
  type KeyPath,
  type PlainMap,
  type Problem,
  stepInto,
  under,
} from '../model/problem.ts';

/** Keys that some modes do not have, by their place below the cluster: which modes do, why, and what to do instead. */
const foreign = new Map(
  Object.entries<readonly [of: readonly Mode[], why: string, hint?: string]>({
    arp: [['dr', 'tun'], 'in mode nat the real servers hold no VIP that ARP could give away'],
    looseReversePath: [
      ['dr', 'tun'],
      'in mode nat requests and replies take the same way, through the director',
    ],
    gateway: [
      ['nat'],
      'in the others the real servers answer clients directly, not through the director',
      'remove the key, or use mode: nat',
    ],
    tunnel: [
      ['tun'],
      'in the others packets come to the real servers without a tunnel',
      'remove the key, or use mode: tun',
    ],
    'director.insideInterface': [['nat'], 'in the others its routes lead to the real servers'],
    'director.realServers.mode': [
      ['dr', 'tun'],
      'in mode nat every real server answers through the director',
    ],
    'director.realServers.port': [
      ['nat'],
      'in the others a packet is delivered as it came, to the port that the client asked',
      'remove the key, and let the real server listen on the port of the service',
    ],
  }),
);

/** What is wrong with a key that stands in the right place of another mode. */
export function foreignKeyFault(path: KeyPath, mode: Mode | undefined): Fault | undefined {
  const steps = path.slice(2).filter((step) => typeof step === 'string');
  const [owners, why = '', hint = 'remove the key'] = foreign.get(steps.join('.')) ?? [];
  if (mode === undefined || owners === undefined || owners.includes(mode)) return undefined;
  const belongs = `mode${owners.length > 1 ? 's' : ''} ${phrase(owners)}`;
  return [`${steps.at(-1) ?? ''} is for ${belongs}: ${why}`, hint];
}

/**
 * A cluster as it is meant: under what it says itself lies what `defaults` says, maps key by key. Left out are keys
 * that its mode does not have, and the director where it has none of its own.
 *
 * @param path that of the cluster, or of the map below it that is merged
 */
export function mergeDefaults(
  own: PlainMap,
  defaults: PlainMap,
  mode: Mode | undefined,
  path: KeyPath,
): PlainMap {
  const added = Object.entries(defaults).filter(
    ([key]) =>
      !Object.hasOwn(own, key) &&
      key !== 'director' &&
      foreignKeyFault([...path, key], mode) === undefined,
  );
  const kept = Object.entries(own).map(([key, value]): [string, unknown] => {
    const below = under(defaults, key);
    // No map is deeper than clusters.web.director.keepalived.directors.lb1; what is written may be, or even go in a circle.
    const isMerged = path.length < 6 && isPlainMap(value) && isPlainMap(below);
    return [key, isMerged ? mergeDefaults(value, below, mode, [...path, key]) : value];
  });
  return Object.fromEntries([...kept, ...added]);
}

/**
 * A problem with its places where they were written: in the cluster, or in the defaults under it.
 *
 * @param other the config in which stands what it collides with
 */
export function whereWritten(problem: Problem, config: unknown, other = config): Problem {
  const { path, first } = problem;
  return { ...problem, path: placeOf(path, config), first: first && placeOf(first, other) };
}

function placeOf(path: KeyPath, config: unknown): KeyPath {
  const inDefaults: KeyPath = ['defaults', ...path.slice(2)];
  return !isWritten(path, config) && isWritten(inDefaults, config) ? inDefaults : path;
}

function isWritten(path: KeyPath, config: unknown): boolean {
  return path.reduce(stepInto, config) !== undefined;
}

/** An alias and a default are short, and what they repeat may be long. */
export const mostValues = 1_000_000;

/** Tells whether no more values stand in a value than somebody would write. It may go in a circle. */
export function isModest(value: unknown): boolean {
  const open: unknown[] = [value];
  for (let count = 0; count + open.length <= mostValues; count += 1) {
    if (open.length === 0) return true;
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    for (const inner of Object.values(one)) open.push(inner);
  }
  return false;
}
