import { quote } from '../base/words.ts';
import type { Fault } from './problem.ts';

/** An address of a single host in its one canonical form: four decimal numbers, or as RFC 5952 wants it. */
export type Vip = string;

export const families = ['IPv4', 'IPv6'] as const;

export type Family = (typeof families)[number];

export function isIpv6(address: Vip): boolean {
  return address.includes(':');
}

export function familyOf(address: Vip): Family {
  return isIpv6(address) ? 'IPv6' : 'IPv4';
}

/** An address as a network of its own, such as `192.0.2.10/32`. */
export function asNetwork(address: Vip): string {
  return `${address}/${isIpv6(address) ? 128 : 32}`;
}

/** What an address is for, and what to give instead of one that cannot be that. */
export interface AddressUse {
  readonly noun: string;
  readonly hint: string;
}

export const vipUse: AddressUse = {
  noun: 'a VIP',
  hint: 'give the address that clients connect to, such as 192.168.10.12',
};
export const realServerUse: AddressUse = {
  noun: 'a real server',
  hint: "give the host's own address on the network, such as 192.168.10.21",
};
export const gatewayUse: AddressUse = {
  noun: 'a gateway',
  hint: "give the director's address on the real servers' network, such as 10.0.0.1",
};

/** Where no host has an address that others reach it by (RFC 6890, 5771, 1112 and 4291), in its one form. */
const unreachable: readonly (readonly [addresses: RegExp, reason: string])[] = [
  [/^255\.255\.255\.255$/, 'it is the broadcast address'],
  [/^(0\.|::$)/, 'it is unspecified'],
  [/^(127\.|::1$)/, 'it is loopback, which never leaves a host'],
  [/^169\.254\./, '169.254.0.0/16 is link-local, which hosts pick for themselves'],
  [/^(22[4-9]|23\d)\.|^ff[\da-f]{2}:/, 'it is multicast, a group and not a host'],
  [/^(24\d|25\d)\./, '240.0.0.0/4 is reserved, and Linux does not use it'],
  [/^::ffff:[\da-f]+:[\da-f]+$/, 'it is IPv4 written as IPv6, which is never on a network'],
  [/^::[\da-f]+(:[\da-f]+)?$/, '::/96 once held IPv4 addresses and is no longer in use'],
  [/^fe[89ab][\da-f]:/, 'fe80::/10 is link-local, which is valid on one network only'],
];

/** Four numbers in their usual form: `10.1` and `010.0.0.1` mean different addresses to different tools. */
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

function isAddress(text: string): boolean {
  return ipv4.test(text) || (/^[\da-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]`));
}

/** What keeps a text from being the address of a host. */
export function addressFault(text: string, { noun, hint }: AddressUse): Fault | undefined {
  if (isAddress(text)) {
    const form = canonical(text);
    const found = unreachable.find(([addresses]) => addresses.test(form));
    return found && [`${text} cannot be ${noun}: ${found[1]}`, hint];
  }
  // A range, a network, or an address with a port, a prefix length or an interface behind it.
  const [meant = ''] = text.trim().split(/[/%]| *-|(?<=^\d+\.[\d.]+):/);
  if (isAddress(meant)) {
    const isMany = /-|\/(?!32$|128$)/.test(text);
    const hint = isMany
      ? `list each address by itself, without a prefix length: ${meant}`
      : `write ${meant}, if that is what is meant`;
    return [`${quote(text)} is not an address alone`, hint];
  }
  return [
    `${quote(text)} cannot be ${noun}: it is no IP address, and names are not looked up`,
    'write it as 192.168.10.12 or 2001:db8::12 is written',
  ];
}

/** The one form of an address: IPv6 has many spellings, and a URL's host is written as RFC 5952 wants it. */
export function canonical(address: string): Vip {
  return isIpv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
