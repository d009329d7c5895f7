import { BlockList } from 'node:net';

import type { AddressUse } from './address-use.ts';
import { Refusal } from './refusal.ts';

/** The ranges of which no host can have an address of its own (RFC 6890, RFC 5771 and RFC 1112). */
export function refuseIpv4Range(address: string, use: AddressUse): Refusal | undefined {
  const [first = 0, second = 0] = address.split('.').map(Number);
  const refuse = (reason: string, hint = use.hint): Refusal =>
    new Refusal(`${address} cannot be ${use.noun}: ${reason}`, hint);
  if (address === '255.255.255.255') return refuse('it is the broadcast address');
  if (first === 0) return refuse('0.0.0.0/8 is unspecified, no host has an address in it');
  if (first === 127) {
    return refuse('127.0.0.0/8 is loopback and never leaves a host', use.loopbackHint);
  }
  if (first === 169 && second === 254) {
    return refuse('169.254.0.0/16 is link-local, which hosts pick for themselves');
  }
  if (first >= 224 && first < 240) {
    return refuse('224.0.0.0/4 is multicast, a group and not a host');
  }
  if (first >= 240) return refuse('240.0.0.0/4 is reserved, and Linux does not use it');
  return undefined;
}

/** The same for IPv6 (RFC 4291), in the order in which they are looked at. */
const ipv6Ranges: readonly (readonly [net: string, prefix: number, reason: string])[] = [
  ['::', 128, ':: is unspecified, no host has it'],
  ['::1', 128, '::1 is loopback and never leaves a host'],
  ['::ffff:0:0', 96, '::ffff:0:0/96 is IPv4 in the clothes of IPv6, and is never on a network'],
  ['::', 96, '::/96 once held IPv4 addresses and is no longer in use'],
  ['fe80::', 10, 'fe80::/10 is link-local, which is valid on one network only'],
  ['ff00::', 8, 'ff00::/8 is multicast, a group and not a host'],
];

const ipv6Blocks = ipv6Ranges.map(([net, prefix, reason]) => {
  const block = new BlockList();
  block.addSubnet(net, prefix, 'ipv6');
  return { block, reason };
});

/** The ranges of IPv6 of which no host can have an address that others reach it by. */
export function refuseIpv6Range(address: string, use: AddressUse): Refusal | undefined {
  const found = ipv6Blocks.find(({ block }) => block.check(address, 'ipv6'));
  if (found === undefined) return undefined;
  const { reason } = found;
  const hint = reason.startsWith('::1 ') ? (use.loopbackHint ?? use.hint) : use.hint;
  return new Refusal(`${address} cannot be ${use.noun}: ${reason}`, hint);
}
