import { isIPv4 } from 'node:net';

import { quote } from '../base/quote.ts';
import { Refusal } from './refusal.ts';

/** A pattern for the JSON Schema: what {@link parseNetmask} accepts. */
export const netmaskPattern =
  /^(255\.255\.255\.(255|254|252|248|240|224|192|128|0)|255\.255\.(254|252|248|240|224|192|128|0)\.0|255\.(254|252|248|240|224|192|128|0)\.0\.0|(254|252|248|240|224|192|128)\.0\.0\.0|255\.0\.0\.0)$/;

const hint = 'write it as 255.255.255.0, for clients of one /24';

/** Reads a netmask, as the prefix length that it stands for. */
export function parseNetmask(text: string): number | Refusal {
  const shown = quote(text);
  if (!isIPv4(text)) {
    const [, prefix = ''] = /^\/?([0-9]{1,2})$/.exec(text) ?? [];
    return new Refusal(
      `${shown} is not a netmask, which is written as four decimal numbers`,
      prefix === '' ? hint : `write it as ${dotted(Number(prefix)) ?? '255.255.255.0'}`,
    );
  }
  const bits = text
    .split('.')
    .map((number) => Number(number).toString(2).padStart(8, '0'))
    .join('');
  const length = bits.includes('0') ? bits.indexOf('0') : bits.length;
  if (length === 0) {
    return new Refusal(
      `${text} as a netmask makes one client of all, who would share one real server`,
      hint,
    );
  }
  if (bits.includes('1', length)) {
    return new Refusal(
      `${text} is not a netmask: in binary its ones do not all stand before its zeros`,
      hint,
    );
  }
  return length;
}

function dotted(prefix: number): string | undefined {
  if (prefix < 1 || prefix > 32) return undefined;
  const bits = '1'.repeat(prefix).padEnd(32, '0');
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)).join('.');
}
