import * as z from 'zod';

import { type AddressUse, gatewayUse, realServerUse, vipUse } from '../model/address-use.ts';
import { interfaceNamePattern, parseInterfaceName } from '../model/interface-name.ts';
import { parseAddress, parseIpv4Only } from '../model/ip-address.ts';
import { Refusal } from '../model/refusal.ts';

/** A schema with what the reference and editors say of its key, and with values for it where no default shows one. */
export function about<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  ...examples: unknown[]
): Schema {
  return schema.meta({ description, ...(examples.length === 0 ? {} : { examples }) });
}

/**
 * A schema whose value becomes what the parser makes of it. The parser's refusal becomes an issue with its message and,
 * as `params.hint`, its hint.
 */
export function parsed<Written extends z.ZodType, Read>(
  written: Written,
  parse: (value: z.output<Written>) => Read | Refusal,
): z.ZodPipe<Written, z.ZodTransform<Awaited<Read>, z.output<Written>>> {
  return written.transform((value, context) => {
    const read = parse(value);
    if (!(read instanceof Refusal)) return read;
    const { message, hint } = read;
    context.issues.push({ code: 'custom', input: value, message, params: { hint } });
    return z.NEVER;
  });
}

/** Four numbers from 0 to 255 without leading zeros; which ranges are refused is said when the config is read. */
const ipv4Pattern =
  '((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
/** Every spelling of an IPv6 address, and some texts that are none. */
const ipv6Pattern = '[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{0,34}(:[0-9.]{7,15})?';

function ipAddress(use: AddressUse, ...examples: string[]) {
  const text = z.string().meta({ pattern: `^(${ipv4Pattern}|${ipv6Pattern})$`, examples });
  return parsed(text, (written) => parseAddress(written, use));
}

/** @param reason why an IPv6 address will not do */
function ipv4Address(use: AddressUse, reason: string, example: string) {
  const text = z.string().meta({ pattern: `^${ipv4Pattern}$`, examples: [example] });
  return parsed(text, (written) => parseIpv4Only(written, use, reason));
}

const noIpv6Tunnel = 'in mode tun packets travel inside IPIP, which carries IPv4 only';
const noIpv6Route =
  'in mode nat replies return by the route through gateway, which is rendered for IPv4 only';

/** The addresses that a cluster has, as its mode allows them. */
export const addresses = {
  dr: {
    vip: ipAddress(vipUse, '192.168.10.12', '2001:db8::12'),
    realServer: ipAddress(realServerUse, '192.168.10.21', '2001:db8::21'),
  },
  tun: {
    vip: ipv4Address(vipUse, noIpv6Tunnel, '192.168.10.12'),
    realServer: ipv4Address(realServerUse, noIpv6Tunnel, '192.168.10.21'),
  },
  nat: {
    vip: ipv4Address(vipUse, noIpv6Route, '192.168.10.12'),
    realServer: ipv4Address(realServerUse, noIpv6Route, '192.168.10.21'),
    gateway: ipv4Address(gatewayUse, noIpv6Route, '10.0.0.1'),
  },
};

/** An interface that is on a network. */
export const interfaceName = parsed(
  z.string().meta({ pattern: interfaceNamePattern.source, maxLength: 15, examples: ['eth0'] }),
  parseInterfaceName,
);
