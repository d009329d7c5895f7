import type { VirtualService } from './cluster.ts';

/** A pattern of ranges of ports; their order and size are looked at besides. */
export const portRangePattern = /^[1-9][0-9]{0,4}-[1-9][0-9]{0,4}$/;

/** Tells whether a text is a range of ports. */
export function isPortRange(text: string): boolean {
  const { first, last } = boundsOf(text);
  return portRangePattern.test(text) && first < last && last <= 65_535;
}

/** The first and the last port that an entry of a list means. */
export function boundsOf(ports: number | string): { first: number; last: number } {
  const [first = 0, last = first] = String(ports).split('-').map(Number);
  return { first, last };
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
