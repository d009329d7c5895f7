import type { Cluster, VirtualService } from './cluster.ts';
import { refuse, repeated, type KeyPath, type Problem } from './problem.ts';
import { phrase } from '../base/words.ts';
import { boundsOf, mostMarkPorts } from './schema-director.ts';

/** What the services of a director break, seen from the key of its cluster on. */
export function* serviceProblems(
  cluster: Cluster,
  services: readonly VirtualService[],
): Generator<Problem, void> {
  const claim = claiming<number>();
  for (const [index, service] of services.entries()) {
    const at = ['director', 'services', index];
    yield* settingProblems(at, service, cluster);
    // Port 0 beside a single port takes none of its packets: IPVS looks for the very port first.
    let isTold = false;
    for (const one of claimsOf(service)) {
      const earlier = claim(one, index);
      if (isTold || earlier === undefined || earlier === index) continue;
      isTold = true;
      const isMark = one.scope === 'mark';
      const marked = !isMark && [service, services[earlier]].some((both) => both?.kind === 'mark');
      const message = `${one.what} is taken by an earlier service already${marked ? ', and a mark wins over a port' : ''}`;
      const hint = isMark
        ? 'give one of them another mark'
        : 'keep one, or name other VIPs for each';
      yield refuse(at, message, hint, { first: ['director', 'services', earlier] });
    }
  }
}

/** What one service breaks by itself and with the VIPs of its cluster. */
function* settingProblems(
  at: KeyPath,
  service: VirtualService,
  { vips }: Cluster,
): Generator<Problem, void> {
  const { persistence } = service;
  if (service.vips !== vips) yield* repeated([...at, 'vips'], service.vips);
  for (const [index, vip] of service.vips.entries()) {
    if (vips.includes(vip)) continue;
    const hint = `choose from ${phrase(vips)}, or add it to the vips of the cluster`;
    yield refuse([...at, 'vips', index], `${vip} is not a VIP of the cluster`, hint);
  }
  if (service.onePacket === true && service.protocol !== 'udp') {
    const message = `onePacket is for protocol udp: IPVS keeps each connection of ${service.protocol}`;
    yield refuse([...at, 'onePacket'], message, 'remove the key', { onKey: true });
  }
  if (service.kind === 'port') {
    if (service.port !== 0 || persistence !== undefined) return;
    const message = 'port 0 is every port, which IPVS only offers with persistence';
    yield refuse([...at, 'port'], message, 'add persistence: 300, or name the port');
    return;
  }
  const { ports } = service;
  const count = ports.reduce<number>((sum, one) => sum + (typeof one === 'string' ? 2 : 1), 0);
  if (count > mostMarkPorts) {
    const message = `ports takes ${count} of the ${mostMarkPorts} ports that a rule of iptables matches, where a range counts two`;
    const hint = 'leave some out, or offer every port: port: 0 with persistence';
    yield refuse([...at, 'ports'], message, hint);
  }
  const claim = claiming<number>();
  for (const [index, one] of ports.entries()) {
    const earlier = claim({ scope: '', what: '', ...boundsOf(one) }, index);
    if (earlier === undefined) continue;
    const first = [...at, 'ports', earlier];
    const message = `${one} is there twice, at least in part`;
    yield refuse([...at, 'ports', index], message, 'remove one of them', { first });
  }
}

/** Packets that a service takes: those to the ports of a VIP, or those with a mark. */
export interface Claim {
  /** What else claims have to share to collide. */
  readonly scope: string;
  readonly first: number;
  readonly last: number;
  readonly what: string;
}

/** What a service takes, for comparing it with those of its own and of other clusters. */
export function claimsOf(service: VirtualService): readonly Claim[] {
  const { protocol, vips } = service;
  const ports = service.kind === 'mark' ? service.ports : [service.port];
  const byPort = vips.flatMap((vip) =>
    ports.map((port) => {
      const what = port === 0 ? `every ${protocol} port` : `${protocol} port ${port}`;
      return { scope: `${protocol} ${vip}`, ...boundsOf(port), what: `${what} of ${vip}` };
    }),
  );
  if (service.kind === 'port') return byPort;
  const { mark } = service;
  return [{ scope: 'mark', first: mark, last: mark, what: `mark ${mark}` }, ...byPort];
}

/** Keeps who claims what; a claim is answered with who has a part of it already, or with nothing. */
export function claiming<Owner>(): (claim: Claim, owner: Owner) => Owner | undefined {
  const taken = new Map<string, (Claim & { readonly owner: Owner })[]>();
  return (claim, owner) => {
    const others = taken.get(claim.scope) ?? [];
    const earlier = others.find(({ first, last }) => first <= claim.last && claim.first <= last);
    if (earlier === undefined) others.push({ ...claim, owner });
    taken.set(claim.scope, others);
    return earlier?.owner;
  };
}
