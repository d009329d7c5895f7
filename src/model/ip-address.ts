import { isIPv4, isIPv6 } from 'node:net';

import type { AddressUse } from './address-use.ts';
import type { Brand } from './brand.ts';
import { refuseForm } from './ip-form.ts';
import { refuseIpv4Range, refuseIpv6Range } from './ip-range.ts';
import { Refusal } from './refusal.ts';

/** An IPv4 address in its one canonical form, four decimal numbers, of a single host. */
export type Ipv4Address = Brand<string, 'Ipv4Address'>;

/** An IPv6 address in its one canonical form (RFC 5952), as ip(8) prints it, of a single host. */
export type Ipv6Address = Brand<string, 'Ipv6Address'>;

/** A virtual IP of either family. */
export type Vip = Ipv4Address | Ipv6Address;

/** How the families are called. */
export const families = ['IPv4', 'IPv6'] as const;

export type Family = (typeof families)[number];

/** An address of either family. IPv6 ones become canonical, however they are spelt. */
export function parseAddress(text: string, use: AddressUse): Vip | Refusal {
  if (isIPv4(text) || !isIPv6(text) || text.includes('%')) return parseIpv4(text, use);
  return refuseIpv6Range(text, use) ?? canonicalIpv6(text);
}

/** An IPv4 address, where the mode can have no other: the reason completes "is an IPv6 address, and ". */
export function parseIpv4Only(
  text: string,
  use: AddressUse,
  reason: string,
): Ipv4Address | Refusal {
  if (isIPv4(text) || !isIPv6(text)) return parseIpv4(text, use);
  return new Refusal(`${text} is an IPv6 address, and ${reason}`, use.ipv4Hint);
}

/** The gate is `net.isIPv4`, which knows one form only: `10.1` and `010.0.0.1` mean different addresses to different tools. */
function parseIpv4(text: string, use: AddressUse): Ipv4Address | Refusal {
  if (!isIPv4(text)) return refuseForm(text, use);
  return refuseIpv4Range(text, use) ?? (text as Ipv4Address);
}

/** Tells whether an address is of IPv6. */
export function isIpv6(address: Vip): address is Ipv6Address {
  return address.includes(':');
}

/** Which family an address is of. */
export function familyOf(address: Vip): Family {
  return isIpv6(address) ? 'IPv6' : 'IPv4';
}

/** A URL's host is written as RFC 5952 wants it. */
function canonicalIpv6(text: string): Ipv6Address {
  return new URL(`http://[${text}]`).hostname.slice(1, -1) as Ipv6Address;
}
