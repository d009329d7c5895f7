import * as z from 'zod';
import { gatewayUse } from './ip-address.ts';
import { directorSchemas } from './schema-director.ts';
import { healthNeedsKeepalived } from './schema-keepalived.ts';
import { silenceKeys, startKeys, targetList, tunnelKeys } from './schema-node.ts';
import { rpm } from './schema-rpm.ts';
import { line } from './schema-texts.ts';
import { about, addressOf, distinct, type Mode, modes, vipOf } from './schema-values.ts';

const gateway = about(
  "In mode nat, where it is required: the director's address on the real servers' network, through which they send everything.",
  addressOf('nat', gatewayUse, '10.0.0.1'),
);

/** What clusters have in every mode, in their own way. */
function clusterKeys<Name extends z.ZodType, Own extends z.ZodRawShape, Director extends z.ZodType>(
  mode: Name,
  vips: Mode,
  own: Own,
  director: Director,
) {
  return {
    description: about(
      'What the cluster is for, in one line. It stands in the header of the init script and is the Description of the unit.',
      line('description', 'Public web farm').optional(),
    ),
    mode: about(
      'How the director forwards. dr is VS/DR, direct routing: the real servers hold the VIPs on lo, answer clients directly, and must not answer ARP for the VIPs. tun is VS/TUN: the same over IPIP tunnels, with the VIPs on tunl0, so that real servers can be on other networks. nat is VS/NAT: real servers hold no VIP and answer through the director.',
      mode,
    ),
    vips: about(
      'The virtual IPs, without a prefix length: each is set up as a single host, on real servers once ARP for it is suppressed. IPv4 addresses; in mode dr IPv6 ones too.',
      distinct(vipOf(vips)).min(1),
    ),
    targets: about(
      'The operating systems of the real servers. Each gets its own tree of files.',
      targetList,
      ['el7'],
    ),
    ...startKeys,
    ...own,
    rpm,
    director: about(
      'The node in front: with it, scripts for directors are rendered too. Left out where directors are set up by other means.',
      director.check(healthNeedsKeepalived).optional(),
    ),
  };
}

const allKeys = { ...silenceKeys, ...tunnelKeys, gateway: gateway.optional() };

/** A cluster by its mode. */
export const clusterSchemas = {
  dr: z.strictObject(clusterKeys(z.literal('dr'), 'dr', silenceKeys, directorSchemas.dr)),
  tun: z.strictObject(
    clusterKeys(z.literal('tun'), 'tun', { ...silenceKeys, ...tunnelKeys }, directorSchemas.tun),
  ),
  nat: z.strictObject(clusterKeys(z.literal('nat'), 'nat', { gateway }, directorSchemas.nat)),
};

/** A cluster of which the mode is not known: the keys of every mode, so that what is wrong with them is still said. */
export const anyClusterSchema = z.strictObject(
  clusterKeys(z.enum(modes), 'dr', allKeys, directorSchemas.any),
);

/** What clusters share: any keys of any mode. */
export const sharedSchema = anyClusterSchema
  .extend({ director: directorSchemas.any.partial() })
  .partial()
  .meta({ id: 'shared' });
