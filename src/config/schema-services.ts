import * as z from 'zod';

import { protocols } from '../model/director.ts';
import { netmaskPattern, parseNetmask } from '../model/netmask.ts';
import { longestPersistence, mostMarkPorts } from '../model/service-rules.ts';
import { schedulers } from '../model/scheduler.ts';
import { parsed } from './parsed.ts';
import { addresses } from './schema-values.ts';

const port = z.int().min(0).max(65_535);

const protocol = z.enum(protocols).default('tcp').describe('The protocol of the port or ports.');

const sharing = {
  scheduler: z
    .enum(schedulers)
    .default('wlc')
    .describe('How the real server of a new connection is picked, as ipvsadm(8) has it.'),
  persistence: z
    .int()
    .min(1)
    .max(longestPersistence)
    .optional()
    .describe(
      'How long a client stays with its real server, in seconds, up to 31 days. Without it, each connection is spread by itself.',
    ),
  persistenceNetmask: parsed(
    z.string().meta({ pattern: netmaskPattern.source, examples: ['255.255.255.0'] }),
    parseNetmask,
  )
    .optional()
    .describe(
      'Which IPv4 clients are one for persistence: those that are the same under this netmask. Without it, each is its own.',
    ),
  persistencePrefix: z
    .int()
    .min(1)
    .max(128)
    .optional()
    .describe(
      'Which IPv6 clients are one for persistence: those with this many leading bits the same. Without it, each is its own.',
    ),
};

const portKeys = {
  port: port.describe(
    'The port, 1 to 65535; 0 is every port, which needs persistence. Either this or mark and ports.',
  ),
  protocol,
};

const markKeys = {
  mark: z
    .int()
    .min(1)
    .max(4_294_967_295)
    .describe(
      'A firewall mark, 1 to 4294967295, that the director puts on packets to the ports, so that they are one service. With ports, instead of port.',
    ),
  ports: z
    .array(z.int().min(1).max(65_535))
    .min(1)
    .meta({ maxItems: mostMarkPorts })
    .describe('The ports that get the mark, up to fifteen. With mark.'),
  protocol,
};

function serviceSchema<Vip extends z.ZodType>(vip: Vip) {
  const vips = z
    .array(vip)
    .min(1)
    .optional()
    .describe('The VIPs that the service is offered on. Without it, all of the cluster.');
  return z.union([
    z.strictObject({ ...portKeys, ...sharing, vips }),
    z.strictObject({ ...markKeys, ...sharing, vips }),
  ]);
}

/** The keys of a virtual service, by the mode of its cluster: told by a port, or by a firewall mark. */
export const serviceSchemas = {
  dr: serviceSchema(addresses.dr.vip),
  tun: serviceSchema(addresses.tun.vip),
  nat: serviceSchema(addresses.nat.vip),
};
