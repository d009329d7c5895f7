import type { Cluster, VirtualService } from './cluster.ts';
import { familyOf, type Vip } from './ip-address.ts';
import { refuse, type KeyPath, type Problem } from './problem.ts';
import { phrase } from '../base/words.ts';
import { boundsOf, mostMarkPorts } from './schema-director.ts';

/** What the services of a director break, seen from the key of its cluster on. */
export function* serviceProblems(
  cluster: Cluster,
  services: readonly VirtualService[],
): Generator<Problem, void> {
  for (const [index, service] of services.entries()) {
    yield* settingProblems(['director', 'services', index], service, cluster);
  }
  for (const { owner, earlier, scope, what } of collisions(services.entries())) {
    const isMark = scope === 'mark';
    const marked = !isMark && [owner, earlier].some((index) => services[index]?.kind === 'mark');
    const message = `${what} is taken by an earlier service already${marked ? ', and a mark wins over a port' : ''}`;
    const hint = isMark ? 'give one of them another mark' : 'keep one, or name other VIPs for each';
    const first = ['director', 'services', earlier];
    yield refuse(['director', 'services', owner], message, hint, { first });
  }
}

/** What one service breaks by itself and with the VIPs of its cluster. */
function* settingProblems(
  at: KeyPath,
  service: VirtualService,
  { vips }: Cluster,
): Generator<Problem, void> {
  const { persistence } = service;
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
interface Claim {
  /** What else claims have to share to collide. */
  readonly scope: string;
  readonly first: number;
  readonly last: number;
  readonly what: string;
}

/** Port 0 beside a single port takes none of its packets: IPVS looks for the very port first. */
function claimsOf(service: VirtualService): readonly Claim[] {
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
function claiming<Owner>(): (claim: Claim, owner: Owner) => Owner | undefined {
  const taken = new Map<string, (Claim & { readonly owner: Owner })[]>();
  return (claim, owner) => {
    const others = taken.get(claim.scope) ?? [];
    const earlier = others.find(({ first, last }) => first <= claim.last && claim.first <= last);
    if (earlier === undefined) others.push({ ...claim, owner });
    taken.set(claim.scope, others);
    return earlier?.owner;
  };
}

/** What a service takes a part of that an earlier one has, in its own or another cluster: of each, the first such thing. */
export function* collisions<Owner>(
  services: Iterable<readonly [Owner, VirtualService]>,
): Generator<Claim & { readonly owner: Owner; readonly earlier: Owner }, void> {
  const claim = claiming<Owner>();
  for (const [owner, service] of services) {
    const found = claimsOf(service).flatMap((one) => {
      const earlier = claim(one, owner);
      return earlier === undefined || earlier === owner ? [] : [{ ...one, owner, earlier }];
    });
    yield* found.slice(0, 1);
  }
}

/** What keeps an address from being one that a director forwards to. */
export function* destinationProblems(
  path: KeyPath,
  address: Vip,
  vips: readonly Vip[],
): Generator<Problem, void> {
  if (vips.includes(address)) {
    const message = `${address} is a VIP: to forward to it is to forward to the director itself, over and over`;
    yield refuse(path, message, "give the server's own address");
  }
  const family = familyOf(address);
  if (vips.some((vip) => familyOf(vip) === family)) return;
  const message = `${address} is an ${family} address, and the cluster has no ${family} VIP: packets are forwarded within one family`;
  yield refuse(path, message, `add an ${family} VIP, or give an address of the other family`);
}
