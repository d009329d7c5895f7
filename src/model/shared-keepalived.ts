import type { Cluster } from './cluster.ts';
import { isIpv6 } from './ip-address.ts';
import type { Keepalived } from './keepalived.ts';
import { type KeyPath, type Problem, refuse } from './problem.ts';

type Named = Keepalived & { readonly name: string };

/** What clusters of keepalived break between them: the network and the hosts that they share. */
export function sharedKeepalivedProblems(clusters: readonly Cluster[]): Problem[] {
  const all = clusters.flatMap(({ name, director }): Named[] =>
    director?.keepalived === undefined ? [] : [{ name, ...director.keepalived }],
  );
  return all.flatMap((one, index) => {
    const earlier = all.slice(0, index);
    return earlier.flatMap((other) => between(one, other)).slice(0, 1);
  });
}

function between(one: Named, other: Named): Problem[] {
  const refused = (key: string, message: string, hint: string): Problem[] => {
    const at = ({ name }: Named): KeyPath => ['clusters', name, 'director', 'keepalived', key];
    return [refuse(at(one), message, hint, { first: at(other) })];
  };
  const [own, their] = [one, other].map(({ directors }) => directors.map(({ address }) => address));
  const networks = new Set(their?.map(networkOf));
  const isNear = own?.some((address) => networks.has(networkOf(address))) === true;
  if (isNear && one.virtualRouterId === other.virtualRouterId) {
    const message = `virtualRouterId ${one.virtualRouterId} is that of the cluster ${other.name} too, whose directors are on this network: each pair would take the adverts of the other for its own`;
    return refused('virtualRouterId', message, 'give one of them another number');
  }
  const shared = own?.find((address) => their?.includes(address));
  if (shared === undefined) return [];
  const who = `${shared} is a director of the cluster ${other.name} too`;
  if (!one.include || !other.include) {
    const message = `${who}, and a host has one keepalived.conf`;
    return refused('directors', message, 'write include: true in both');
  }
  if (one.sync === false || other.sync === false) return [];
  const message = `${who}, and a host has one sync daemon, which tells of the connections of all`;
  return refused('sync', message, 'keep it in one of them');
}

/** What is taken for one network: a /24, or a /64. */
function networkOf(address: string): string {
  if (!isIpv6(address)) return address.replace(/\.\d+$/, '');
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':'));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return head.concat(zeros, tail).slice(0, 4).join(':');
}
