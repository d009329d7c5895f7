import * as z from 'zod';

import { longestTimeout } from '../model/director.ts';
import { startKeys, targetList } from './schema-node.ts';
import { serviceSchemas } from './schema-services.ts';
import { addresses, interfaceName } from './schema-values.ts';

const timeout = z.int().min(0).max(longestTimeout).default(0);

const timeoutsSchema = z.strictObject({
  tcp: timeout.describe('Of a TCP connection that is open, in seconds; 0 leaves it as it is.'),
  tcpFin: timeout.describe(
    'Of a TCP connection after the first FIN, in seconds; 0 leaves it as it is.',
  ),
  udp: timeout.describe('Of UDP packets that belong together, in seconds; 0 leaves it as it is.'),
});

const weight = z
  .int()
  .min(0)
  .max(65_535)
  .default(1)
  .describe('The share of new connections, 0 to 65535. With 0 it gets none and keeps what it has.');

const ownPort = z
  .int()
  .min(1)
  .max(65_535)
  .optional()
  .describe(
    "In mode nat, the port that the real server listens on, where it is not the service's own.",
  );

function realServerKeys<Address extends z.ZodType>(address: Address) {
  return {
    address: address.describe(
      'The address at which the director reaches the real server: on a network of its own, but with tun.',
    ),
    weight,
  };
}

const insideInterface = interfaceName
  .optional()
  .describe(
    'In mode nat, the interface towards the real servers, where it is not the one towards the clients.',
  );

const headKeys = {
  targets: targetList.describe('The operating systems of the directors.'),
  interface: interfaceName.describe('Where the VIPs are, towards the clients.'),
};

const vips = z
  .enum(['interface', 'external'])
  .default('interface')
  .describe(
    'Who puts the VIPs on the interface: interface is the rendered script, external is another tool, such as keepalived.',
  );

const tuningKeys = {
  timeouts: timeoutsSchema
    .optional()
    .describe('The timeouts of all IPVS connections on the director; stop puts them back.'),
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

function tailKeys<Service extends z.ZodType, RealServer extends z.ZodType>(
  service: Service,
  realServer: RealServer,
) {
  return {
    vips,
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

/** The keys of a director, by the mode of its cluster; `any` has those of every mode, where the mode is not known. */
export const directorSchemas = {
  dr: z.strictObject({
    ...headKeys,
    ...tailKeys(serviceSchemas.dr, z.strictObject(realServerKeys(addresses.dr.realServer))),
  }),
  tun: z.strictObject({
    ...headKeys,
    ...tailKeys(serviceSchemas.tun, z.strictObject(realServerKeys(addresses.tun.realServer))),
  }),
  nat: z.strictObject({
    ...headKeys,
    insideInterface,
    ...tailKeys(
      serviceSchemas.nat,
      z.strictObject({ ...realServerKeys(addresses.nat.realServer), port: ownPort }),
    ),
  }),
  any: z.strictObject({
    ...headKeys,
    insideInterface,
    ...tailKeys(
      serviceSchemas.dr,
      z.strictObject({ ...realServerKeys(addresses.dr.realServer), port: ownPort }),
    ),
  }),
};
