import type * as z from 'zod';

import type { Vip } from './ip-address.ts';
import { kindNames } from './schema-checks.ts';
import type { keepalivedKeys } from './schema-keepalived.ts';
import type { DeepReadonly } from './schema-values.ts';

type Read<Keys extends z.ZodRawShape> = DeepReadonly<z.output<z.ZodObject<Keys>>>;
type Settings = Read<ReturnType<typeof keepalivedKeys>>;
type KeepalivedSettings = NonNullable<Settings['keepalived']>;

/** One of the directors that share the VIPs by VRRP. */
export interface VrrpDirector {
  readonly name: string;
  /** Its own address, from which it sends its adverts. */
  readonly address: Vip;
  /** The interface of the VIPs, on this one. */
  readonly interface: string;
  /** 1 to 254, the greatest is preferred; 0 where there is no default left. */
  readonly priority: number;
}

/** How keepalived does the work of a director. */
export interface Keepalived extends Omit<KeepalivedSettings, 'directors'> {
  /** In the order written. */
  readonly directors: readonly VrrpDirector[];
}

/** What is asked of a real server, with the keys of its kind. */
export interface Probe {
  readonly kind: 'off' | (typeof kindNames)[number];
  /** Where it is not that of the real server. */
  readonly port?: number | undefined;
  readonly path?: string;
  readonly host?: string | undefined;
  readonly status?: number;
  readonly name?: string;
  readonly type?: string;
  readonly arguments?: readonly string[];
}

/** In seconds. */
const times = { interval: 5, timeout: 3, retries: 2, retryDelay: 1 };

/** How a real server is checked. */
export interface Check extends Readonly<typeof times> {
  readonly probe: Probe;
}

const priorities = [150, 100, 50];

/** @param usual the interface of the VIPs, where a director says nothing else */
export function makeKeepalived(
  { directors, ...settings }: KeepalivedSettings,
  usual: string,
): Keepalived {
  return {
    ...settings,
    directors: Object.entries(directors).map(([name, one], index) => ({
      name,
      address: one.address,
      interface: one.interface ?? usual,
      priority: one.priority ?? priorities[index] ?? 0,
    })),
  };
}

/** How real servers are checked of which nothing is said. */
export const usualCheck: Check = { probe: { kind: 'tcp' }, ...times };

/** A check, and what else is said of it: by a service of that of its director, by a real server of that of a service. */
export function checkWith(check: Check, said: Settings['check']): Check {
  if (said === undefined) return check;
  if (said === 'off') return { ...check, probe: { kind: 'off' } };
  const { interval = check.interval, timeout = check.timeout } = said;
  const { retries = check.retries, retryDelay = check.retryDelay } = said;
  const kind = kindNames.find((one) => said[one] !== undefined);
  const value = kind && said[kind];
  const more = typeof value === 'number' ? { port: value } : value === true ? {} : value;
  const probe = kind === undefined ? check.probe : { kind, ...more };
  return { probe, interval, timeout, retries, retryDelay };
}

/** Seconds until a real server that is silent is out, and one that refuses: at most. */
export function timeToFail(check: Check): Record<'silent' | 'refused', number> {
  const { interval, timeout, retries, retryDelay } = check;
  const refused = interval + retries * retryDelay;
  return { silent: refused + (retries + 1) * timeout, refused };
}

/** The family of VRRP is that of the directors' addresses; the first VIP of it is advertised, the others go along. */
export function advertisedVip({ directors }: Keepalived, vips: readonly Vip[]): Vip | undefined {
  const ipv6 = directors[0]?.address.includes(':') ?? false;
  return vips.find((vip) => vip.includes(':') === ipv6);
}
