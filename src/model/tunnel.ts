import { Refusal } from './refusal.ts';

/** How the real servers of a VS/TUN cluster answer. */
export interface Tunnel {
  /**
   * The MSS announced for connections to the VIPs, in bytes: an IPIP header takes 20 of each packet that comes in.
   * Absent where it is left alone.
   */
  readonly mss?: number;
}

/** What a packet of 1500 bytes has room for: 20 go to the IPIP header, 20 to IPv4's and 20 to that of TCP. */
export const mssDefault = 1440;

/**
 * Every host takes segments of 536 bytes (RFC 1122), so no less is ever needed. 1480 is the largest packet that fits
 * into IPIP on Ethernet, so that more is no remedy for it.
 */
export const mssRange = { least: 536, most: 1480 } as const;

/** Reads the MSS, or `off` where it is to be left alone. */
export function parseMss(mss: number | 'off'): number | 'off' | Refusal {
  const hint = `write mss: ${mssDefault}, or mss: off to leave it alone`;
  if (mss === 'off') return mss;
  if (mss < mssRange.least) {
    return new Refusal(
      `mss ${mss} is less than ${mssRange.least}, which every host takes and every network carries`,
      hint,
    );
  }
  if (mss > mssRange.most) {
    return new Refusal(
      `mss ${mss} is more than ${mssRange.most}, which is all that an IPIP header leaves of 1500 bytes`,
      hint,
    );
  }
  return mss;
}
