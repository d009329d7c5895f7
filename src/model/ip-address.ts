import { isIP, isIPv4, isIPv6 } from 'node:net';

import type { Brand } from './brand.ts';
import { quote } from './quote.ts';
import { Refusal } from './refusal.ts';

/** An IPv4 address in its one canonical form, four decimal numbers, that a host can hold as a VIP. */
export type Ipv4Address = Brand<string, 'Ipv4Address'>;

const form = 'write it as four decimal numbers, such as 192.168.10.12';
const ownAddress = 'give the address that clients connect to, such as 192.168.10.12';

/**
 * Reads a VIP. The gate is `net.isIPv4`, which knows one form only: `10.1` and `010.0.0.1` mean different addresses
 * to different tools.
 */
export function parseVip(text: string): Ipv4Address | Refusal {
  if (!isIPv4(text)) return refuseForm(text);
  return refuseRange(text) ?? (text as Ipv4Address);
}

function refuseForm(text: string): Refusal {
  const shown = /^[0-9A-Fa-f:./]{1,50}$/.test(text) ? text : quote(text);
  const bare = text.trim();
  if (bare !== text && isIPv4(bare)) {
    return new Refusal(`${shown} has white space around the address`, `write it as ${bare}`);
  }
  const [head = '', prefix] = text.split('/');
  if (prefix !== undefined && isIP(head) !== 0) {
    return new Refusal(
      `${shown} has a prefix length: a VIP is one address, and it is always set up as a single host`,
      `leave the prefix out: ${head}`,
    );
  }
  if (isIPv6(text)) {
    return new Refusal(
      `${shown} is an IPv6 address, which is not supported yet: this version renders IPv4 VIPs`,
      'give an IPv4 address, such as 192.168.10.12',
    );
  }
  const [, beforePort] = /^([0-9.]+):[0-9]+$/.exec(text) ?? [];
  if (beforePort !== undefined && isIPv4(beforePort)) {
    return new Refusal(
      `${shown} has a port: a VIP is an address, and which ports it serves is the director's affair`,
      `leave the port out: ${beforePort}`,
    );
  }
  return new Refusal(...refuseNumbers(text, shown));
}

function refuseNumbers(text: string, shown: string): [message: string, hint: string] {
  if (!/^[0-9]+(\.[0-9]+)*$/.test(text)) {
    return [`${shown} is not an IPv4 address, and names are not looked up`, form];
  }
  const numbers = text.split('.');
  if (numbers.length !== 4) {
    const has = numbers.length === 1 ? 'one number' : `${numbers.length} numbers`;
    return [`${shown} is not an IPv4 address: it has ${has} and needs four`, form];
  }
  if (numbers.some((number) => Number(number) > 255)) {
    return [`${shown} is not an IPv4 address: each of its four numbers is 0 to 255`, form];
  }
  const decimal = numbers.map(Number).join('.');
  return [
    `${shown} has a number with a leading zero, which some tools take for octal`,
    `write it as ${decimal}, if that is what is meant`,
  ];
}

/** The ranges that no host can hold as a VIP (RFC 6890, RFC 5771 and RFC 1112). */
function refuseRange(address: string): Refusal | undefined {
  const [first = 0, second = 0] = address.split('.').map(Number);
  const refuse = (reason: string): Refusal =>
    new Refusal(`${address} cannot be a VIP: ${reason}`, ownAddress);
  if (address === '255.255.255.255') return refuse('it is the broadcast address');
  if (first === 0) return refuse('0.0.0.0/8 is unspecified, no host has an address in it');
  if (first === 127) return refuse('127.0.0.0/8 is loopback and never leaves a host');
  if (first === 169 && second === 254) {
    return refuse('169.254.0.0/16 is link-local, which hosts pick for themselves');
  }
  if (first >= 224 && first < 240) {
    return refuse('224.0.0.0/4 is multicast, a group and not a host');
  }
  if (first >= 240) return refuse('240.0.0.0/4 is reserved, and Linux does not use it');
  return undefined;
}
