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
  return all.flatMap((one, index) =>
    all
      .slice(0, index)
      .flatMap((other) => between(one, other))
      .slice(0, 1),
  );
}

function between(one: Named, other: Named): Problem[] {
  const pathOf = ({ name }: Named, ...keys: string[]): KeyPath => {
    return ['clusters', name, 'director', 'keepalived', ...keys];
  };
  const pairs = one.directors.flatMap((own) => other.directors.map((their) => ({ own, their })));
  const areNear = pairs.some(
    ({ own, their }) => networkOf(own.address) === networkOf(their.address),
  );
  if (areNear && one.virtualRouterId === other.virtualRouterId) {
    const message = `virtualRouterId ${one.virtualRouterId} is that of the cluster ${other.name} too, whose directors are on this network: each pair would take the adverts of the other for its own`;
    const first = pathOf(other, 'virtualRouterId');
    return [
      refuse(pathOf(one, 'virtualRouterId'), message, 'give one of them another number', { first }),
    ];
  }
  const shared = pairs.find(({ own, their }) => own.address === their.address);
  if (shared === undefined) return [];
  const { own, their } = shared;
  const who = `${own.address} is a director of the cluster ${other.name} too`;
  if (!one.include || !other.include) {
    const message = `${who}, and a host has one keepalived.conf`;
    const first = pathOf(other, 'directors', their.name);
    return [
      refuse(pathOf(one, 'directors', own.name), message, 'write include: true in both', { first }),
    ];
  }
  if (one.sync === false || other.sync === false) return [];
  const message = `${who}, and a host has one sync daemon, which tells of the connections of all`;
  const first = pathOf(other, 'sync');
  return [refuse(pathOf(one, 'sync'), message, 'keep it in one of them', { first })];
}

/** What is taken for one network: a /24, or a /64. */
function networkOf(address: string): string {
  if (!isIpv6(address)) return address.replace(/\.\d+$/, '');
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':'));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return head.concat(zeros, tail).slice(0, 4).join(':');
}
