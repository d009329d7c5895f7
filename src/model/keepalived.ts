import type { Vip } from './ip-address.ts';

/** What a value is made of: keepalived has no escape, and gives other characters a meaning, depending on its version. */
export const wordPattern = /^[A-Za-z0-9_./:+^=,?&%-][A-Za-z0-9_./:@+^=,?&%-]*$/;
/** What is asked for by HTTP. */
export const pathPattern = /^\/[A-Za-z0-9_./:@+^=,?&%-]*$/;
/** The absolute path of a script. */
export const scriptPathPattern = /^(\/[A-Za-z0-9_.+-]+)+$/;
/** keepalived reads lines of 1,023 bytes. */
export const longestWord = 250;

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
export interface Keepalived {
  readonly virtualRouterId: number;
  /** In the order written. */
  readonly directors: readonly VrrpDirector[];
  readonly vrrp: 'unicast' | 'multicast';
  /** Whether a preferred director takes the VIPs back when it returns, or after how many seconds it does. */
  readonly preempt: boolean | number;
  /** Seconds. */
  readonly advertInterval: number;
  /** Where connections are told to the other directors: their interface of the VIPs, or this one. */
  readonly sync: boolean | string;
  /** A script that is told of each change of state. */
  readonly notify?: string | undefined;
  /** The user that scripts run as; absent where it is the default. */
  readonly scriptUser?: string | undefined;
  /** Whether keepalived.conf is somebody else's and includes our file. */
  readonly include: boolean;
}

/** What is asked of a real server. A port is there where it is not that of the real server. */
export type Probe =
  | { readonly kind: 'off' | 'smtp' }
  | { readonly kind: 'tcp'; readonly port?: number | undefined }
  | {
      readonly kind: 'http' | 'https';
      readonly path: string;
      readonly host?: string | undefined;
      readonly status: number;
      readonly port?: number | undefined;
    }
  | {
      readonly kind: 'dns';
      readonly name: string;
      readonly type: string;
      readonly port?: number | undefined;
    }
  | { readonly kind: 'script'; readonly path: string; readonly arguments: readonly string[] };

/** How a real server is checked; times in seconds. */
export interface Check {
  readonly probe: Probe;
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly retryDelay: number;
}

/** Who answers when no real server does. */
export interface SorryServer {
  readonly address: Vip;
  /** In VS/NAT, where it is not that of the service. */
  readonly port?: number | undefined;
}

/** What keepalived knows of a service beside what IPVS does. */
export interface Health {
  readonly check: Check;
  readonly sorryServer?: SorryServer | undefined;
  /** The least weight of live real servers with which the service is up. */
  readonly quorum?: number | undefined;
  /** Whether a real server is out until its first check succeeds (alpha). */
  readonly startDown?: boolean | undefined;
  /** Whether a real server that fails stays with the weight 0. */
  readonly inhibitOnFailure?: boolean | undefined;
}

/** Seconds until a real server that is silent is out, and one that refuses: at most. */
export function timeToFail({ interval, timeout, retries, retryDelay }: Check): {
  readonly silent: number;
  readonly refused: number;
} {
  return {
    silent: interval + (retries + 1) * timeout + retries * retryDelay,
    refused: interval + retries * retryDelay,
  };
}

/** The family of VRRP is that of the directors' addresses; the first VIP of it is advertised, the others go along. */
export function advertisedVip({ directors }: Keepalived, vips: readonly Vip[]): Vip | undefined {
  const ipv6 = directors[0]?.address.includes(':') ?? false;
  return vips.find((vip) => vip.includes(':') === ipv6);
}
