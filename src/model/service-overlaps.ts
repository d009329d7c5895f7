import type { ServiceSettings } from './director-settings.ts';
import type { Vip } from './ip-address.ts';
import { problemAt, type KeyPath, type Problem } from './problem.ts';

/** What tells which packets a service takes. */
type Offer = Pick<ServiceSettings, 'protocol' | 'vips'> &
  ({ readonly port: number } | { readonly mark: number; readonly ports: readonly number[] });

/** Packets that a service takes, by what IPVS or a rule of iptables finds them by. */
interface Claim {
  readonly key: string;
  readonly what: string;
}

/**
 * An error for each service that takes packets which an earlier one takes too. Port 0 beside a single port is none:
 * IPVS looks for the very port first.
 */
export function serviceOverlaps(
  services: readonly ServiceSettings[],
  clusterVips: readonly Vip[],
): Problem[] {
  const claimed = new Map<string, number>();
  return services.flatMap((service, index) => {
    const claims = claimsOf(service, clusterVips);
    const taken = claims.find(({ key }) => claimed.has(key));
    for (const { key } of claims) if (!claimed.has(key)) claimed.set(key, index);
    if (taken === undefined) return [];
    const earlier = claimed.get(taken.key) ?? 0;
    const marks = [service, services[earlier]].filter((one) => one && 'mark' in one).length;
    const first: KeyPath = ['services', earlier];
    const isMark = taken.key.startsWith('mark ');
    const hint = isMark
      ? 'give one of them another mark'
      : 'keep one of them, or name different VIPs for each';
    const message = `${taken.what} is taken by an earlier service already${isMark ? '' : winner(marks)}`;
    return [problemAt('error', ['services', index], message, hint, first)];
  });
}

function winner(marks: number): string {
  if (marks === 0) return '';
  return marks === 1 ? ', and the mark would win' : ', and the last mark put on would win';
}

/** What a service takes, for comparing it with those of its own and of other clusters. */
export function claimsOf(service: Offer, clusterVips: readonly Vip[]): readonly Claim[] {
  const { protocol, vips = clusterVips } = service;
  const ports = 'mark' in service ? service.ports : [service.port];
  const byPort = vips.flatMap((vip) =>
    ports.map((port) => ({
      key: `${protocol} ${port} ${vip}`,
      what: `${port === 0 ? `every ${protocol} port` : `${protocol} port ${port}`} of ${vip}`,
    })),
  );
  if (!('mark' in service)) return byPort;
  return [{ key: `mark ${service.mark}`, what: `mark ${service.mark}` }, ...byPort];
}
