import { isIP, isIPv4, isIPv6 } from 'node:net';

import type { AddressUse } from './address-use.ts';
import { quote } from '../base/quote.ts';
import { Refusal } from './refusal.ts';

const form = 'write it as four decimal numbers, such as 192.168.10.12';

/** Why a text is no address of a host, whatever address it may have been meant for. */
export function refuseForm(text: string, use: AddressUse): Refusal {
  const shown = /^[0-9A-Fa-f:./]{1,50}$/.test(text) ? text : quote(text);
  const bare = text.trim();
  if (bare !== text && isIP(bare) !== 0) {
    return new Refusal(`${shown} has white space around the address`, `write it as ${bare}`);
  }
  const [head = '', prefix] = text.split('/');
  if (prefix !== undefined && isIP(head) !== 0) {
    return new Refusal(
      `${shown} has a prefix length: ${use.withPrefix}`,
      `leave the prefix out: ${head}`,
    );
  }
  const [address = '', zone] = text.split('%');
  if (zone !== undefined && isIPv6(address)) {
    return new Refusal(
      `${shown} names an interface behind the address: ${use.noun} is an address that is the same on every host`,
      use.hint,
    );
  }
  const beforePort = addressBeforePort(text);
  if (beforePort !== undefined) {
    return new Refusal(`${shown} has a port: ${use.withPort}`, `leave the port out: ${beforePort}`);
  }
  const [, inBrackets = ''] = /^\[(.*)\]$/.exec(text) ?? [];
  if (isIPv6(inBrackets)) {
    return new Refusal(
      `${shown} has brackets around the address, which only a port behind it needs`,
      `write it as ${inBrackets}`,
    );
  }
  return new Refusal(...refuseText(text, shown));
}

function addressBeforePort(text: string): string | undefined {
  const [, plain = '', bracketed = ''] = /^(?:([0-9.]+)|\[([^\]]*)\]):[0-9]+$/.exec(text) ?? [];
  if (isIPv4(plain)) return plain;
  return isIPv6(bracketed) ? bracketed : undefined;
}

function refuseText(text: string, shown: string): [message: string, hint: string] {
  if (/^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(text)) {
    return [
      `${shown} is not an IPv6 address: it has eight groups of up to four hexadecimal digits, of which one :: may stand for those that are zero`,
      'write it as 2001:db8::12 is written',
    ];
  }
  if (!/^[0-9]+(\.[0-9]+)*$/.test(text)) {
    return [`${shown} is not an IP address, and names are not looked up`, form];
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
