import * as z from 'zod';

import { gatewayUse, realServerUse, vipUse, type AddressUse } from '../model/address-use.ts';
import { interfaceNamePattern, parseInterfaceName } from '../model/interface-name.ts';
import { parseAddress, parseIpv4Only } from '../model/ip-address.ts';
import { Refusal } from '../model/refusal.ts';

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

const ipv4Text = (example: string) =>
  z.string().meta({ pattern: `^${ipv4Pattern}$`, examples: [example] });
const ipText = (...examples: string[]) =>
  z.string().meta({ pattern: `^(${ipv4Pattern}|${ipv6Pattern})$`, examples });
const interfaceText = z
  .string()
  .meta({ pattern: interfaceNamePattern.source, maxLength: 15, examples: ['eth0'] });

const noIpv6Route =
  'in mode nat replies return by the route through gateway, which is rendered for IPv4 only';

/** The schemas of the addresses that a cluster has, as its mode allows them. */
export const addresses = {
  dr: {
    vip: parsed(ipText('192.168.10.12', '2001:db8::12'), (text) => parseAddress(text, vipUse)),
    realServer: parsed(ipText('192.168.10.21', '2001:db8::21'), (text) =>
      parseAddress(text, realServerUse),
    ),
  },
  tun: ipv4Addresses('in mode tun packets travel inside IPIP, which carries IPv4 only'),
  nat: ipv4Addresses(noIpv6Route),
};

/** The address that the real servers of VS/NAT send everything to. */
export const gateway = parsed(ipv4Text('10.0.0.1'), ipv4Parser(gatewayUse, noIpv6Route));

/** An interface that is on a network. */
export const interfaceName = parsed(interfaceText, parseInterfaceName);

function ipv4Addresses(reason: string) {
  return {
    vip: parsed(ipv4Text('192.168.10.12'), ipv4Parser(vipUse, reason)),
    realServer: parsed(ipv4Text('192.168.10.21'), ipv4Parser(realServerUse, reason)),
  };
}

function ipv4Parser(use: AddressUse, reason: string) {
  return (text: string) => parseIpv4Only(text, use, reason);
}
