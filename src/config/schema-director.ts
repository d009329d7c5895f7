import * as z from 'zod';

import { longestTimeout, protocols } from '../model/director.ts';
import { netmaskPattern, parseNetmask } from '../model/netmask.ts';
import { schedulers } from '../model/scheduler.ts';
import { longestPersistence, mostMarkPorts } from '../model/service-rules.ts';
import { startKeys, targetList } from './schema-node.ts';
import { addresses, interfaceName, parsed } from './schema-values.ts';

const sharing = {
  protocol: z.enum(protocols).default('tcp').describe('The protocol of the port or ports.'),
  scheduler: z
    .enum(schedulers)
    .default('wlc')
    .describe('How the real server of a new connection is picked, as ipvsadm(8) has it.'),
  persistence: z
    .int()
    .min(1)
    .max(longestPersistence)
    .optional()
    .meta({
      description:
        'How long a client stays with its real server, in seconds, up to 31 days. Without it, each connection is spread by itself.',
      examples: [300],
    }),
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
    .meta({
      description:
        'Which IPv6 clients are one for persistence: those with this many leading bits the same. Without it, each is its own.',
      examples: [64],
    }),
};

const portKeys = {
  port: z
    .int()
    .min(0)
    .max(65_535)
    .meta({
      description:
        'The port, 1 to 65535; 0 is every port, which needs persistence. Either this or mark and ports.',
      examples: [80],
    }),
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
    .meta({
      description: 'The ports that get the mark, up to fifteen. With mark.',
      maxItems: mostMarkPorts,
      examples: [[80, 443]],
    }),
};

function serviceVips<Vip extends z.ZodType>(vip: Vip) {
  return z
    .array(vip)
    .min(1)
    .optional()
    .describe('The VIPs that the service is offered on. Without it, all of the cluster.');
}

/** A virtual service, told by a port or by a firewall mark. */
function serviceSchema<Vip extends z.ZodType>(vip: Vip) {
  const vips = serviceVips(vip);
  return z.union([
    z.strictObject({ ...portKeys, ...sharing, vips }),
    z.strictObject({ ...markKeys, ...sharing, vips }),
  ]);
}

function realServerKeys<Address extends z.ZodType>(address: Address) {
  return {
    address: address.describe(
      'The address at which the director reaches the real server: on a network of its own, but with tun.',
    ),
    weight: z
      .int()
      .min(0)
      .max(65_535)
      .default(1)
      .describe(
        'The share of new connections, 0 to 65535. With 0 it gets none and keeps what it has.',
      ),
  };
}

const ownPort = z
  .int()
  .min(1)
  .max(65_535)
  .optional()
  .meta({
    description:
      "In mode nat, the port that the real server listens on, where it is not the service's own.",
    examples: [8080],
  });

const timeout = z.int().min(0).max(longestTimeout).default(0);

const tuningKeys = {
  timeouts: z
    .strictObject({
      tcp: timeout.describe('Of a TCP connection that is open, in seconds; 0 leaves it as it is.'),
      tcpFin: timeout.describe(
        'Of a TCP connection after the first FIN, in seconds; 0 leaves it as it is.',
      ),
      udp: timeout.describe(
        'Of UDP packets that belong together, in seconds; 0 leaves it as it is.',
      ),
    })
    .optional()
    .meta({
      description: 'The timeouts of all IPVS connections on the director; stop puts them back.',
      examples: [{ tcp: 900, tcpFin: 120, udp: 300 }],
    }),
  expireNodestConn: z
    .boolean()
    .optional()
    .describe(
      'net.ipv4.vs.expire_nodest_conn: whether connections to a real server that is gone end at once. Without it, left alone.',
    ),
  expireQuiescentTemplate: z
    .boolean()
    .optional()
    .describe(
      'net.ipv4.vs.expire_quiescent_template: whether a persistent client leaves a real server whose weight is 0. Without it, left alone.',
    ),
  conntrack: z
    .boolean()
    .optional()
    .describe(
      'net.ipv4.vs.conntrack: whether IPVS connections are tracked by netfilter too. Without it, left alone.',
    ),
};

const headKeys = {
  targets: targetList.describe('The operating systems of the directors.'),
  interface: interfaceName.describe('Where the VIPs are, towards the clients.'),
};

const inside = {
  insideInterface: interfaceName
    .optional()
    .describe(
      'In mode nat, the interface towards the real servers, where it is not the one towards the clients.',
    ),
};

function tailKeys<Service extends z.ZodType, RealServer extends z.ZodType>(
  service: Service,
  realServer: RealServer,
) {
  return {
    vips: z
      .enum(['interface', 'external'])
      .default('interface')
      .describe(
        'Who puts the VIPs on the interface: interface is the rendered script, external is another tool, such as keepalived.',
      ),
    services: z
      .array(service)
      .min(1)
      .describe(
        'What is offered on the VIPs: each is told either by its port or by a firewall mark.',
      ),
    realServers: z
      .array(realServer)
      .min(1)
      .describe(
        'The real servers that every service of the cluster is spread over. There are no health checks.',
      ),
    ...tuningKeys,
    ...startKeys,
  };
}

const { dr, tun, nat } = addresses;
const anyRealServer = z.strictObject({ ...realServerKeys(dr.realServer), port: ownPort });
const serviceKeys = { ...portKeys, ...markKeys, ...sharing, vips: serviceVips(dr.vip) };

/** The keys of a director, by the mode of its cluster. */
export const directorSchemas = {
  dr: z.strictObject({
    ...headKeys,
    ...tailKeys(serviceSchema(dr.vip), z.strictObject(realServerKeys(dr.realServer))),
  }),
  tun: z.strictObject({
    ...headKeys,
    ...tailKeys(serviceSchema(tun.vip), z.strictObject(realServerKeys(tun.realServer))),
  }),
  nat: z.strictObject({
    ...{ ...headKeys, ...inside },
    ...tailKeys(
      serviceSchema(nat.vip),
      z.strictObject({ ...realServerKeys(nat.realServer), port: ownPort }),
    ),
  }),
  /** The keys of every mode, where the mode is not known. */
  any: z.strictObject({
    ...{ ...headKeys, ...inside },
    ...tailKeys(serviceSchema(dr.vip), anyRealServer),
  }),
  /** Every key once, of every kind of service too. */
  keys: z.strictObject({
    ...{ ...headKeys, ...inside },
    ...tailKeys(z.strictObject(serviceKeys).partial(), anyRealServer),
  }),
};
