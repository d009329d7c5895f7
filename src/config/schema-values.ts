import * as z from 'zod';

import { gatewayUse, realServerUse, vipUse, type AddressUse } from '../model/address-use.ts';
import { interfaceNamePattern, parseInterfaceName } from '../model/interface-name.ts';
import { parseAddress, parseIpv4Only } from '../model/ip-address.ts';
import { parsed } from './parsed.ts';

/** Four numbers from 0 to 255 without leading zeros; which ranges are refused is said when the config is read. */
const ipv4Pattern =
  '((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
/** Every spelling of an IPv6 address, and some texts that are none. */
const ipv6Pattern = '[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{0,34}(:[0-9.]{7,15})?';

const ipv4Text = z.string().meta({ pattern: `^${ipv4Pattern}$`, examples: ['192.168.10.12'] });
const ipText = z.string().meta({
  pattern: `^(${ipv4Pattern}|${ipv6Pattern})$`,
  examples: ['192.168.10.12', '2001:db8::12'],
});
const interfaceText = z
  .string()
  .meta({ pattern: interfaceNamePattern.source, maxLength: 15, examples: ['eth0'] });

const noIpv6Route =
  'in mode nat replies return by the route through gateway, which is rendered for IPv4 only';

/** The schemas of the addresses that a cluster has, as its mode allows them. */
export const addresses = {
  dr: {
    vip: parsed(ipText, (text) => parseAddress(text, vipUse)),
    realServer: parsed(ipText, (text) => parseAddress(text, realServerUse)),
  },
  tun: ipv4Addresses('in mode tun packets travel inside IPIP, which carries IPv4 only'),
  nat: ipv4Addresses(noIpv6Route),
};

/** The address that the real servers of VS/NAT send everything to. */
export const gateway = parsed(ipv4Text, ipv4Parser(gatewayUse, noIpv6Route));

/** An interface that is on a network. */
export const interfaceName = parsed(interfaceText, parseInterfaceName);

function ipv4Addresses(reason: string) {
  return {
    vip: parsed(ipv4Text, ipv4Parser(vipUse, reason)),
    realServer: parsed(ipv4Text, ipv4Parser(realServerUse, reason)),
  };
}

function ipv4Parser(use: AddressUse, reason: string) {
  return (text: string) => parseIpv4Only(text, use, reason);
}
