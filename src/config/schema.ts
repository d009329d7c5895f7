import * as z from 'zod';

import { type Mode, modes } from '../model/cluster.ts';
import { gatewayUse } from '../model/ip-address.ts';
import { clusterNamePattern, longestClusterName } from '../model/names.ts';
import { directorSchemas } from './schema-director.ts';
import { line, silenceKeys, startKeys, targetList, tunnelKeys } from './schema-node.ts';
import { rpm } from './schema-rpm.ts';
import { about, addressOf, vipOf } from './schema-values.ts';

// To compile the schemas takes longer than to check thousands of clusters without.
z.config({ jitless: true });

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
      z.array(vipOf(vips)).min(1),
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
      director.optional(),
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

/** One cluster of any mode: `mode` tells which keys it has. */
const clusterSchema = z.discriminatedUnion('mode', [
  clusterSchemas.dr,
  clusterSchemas.tun,
  clusterSchemas.nat,
]);

const head = {
  $schema: about(
    'Where an editor finds the JSON Schema of this file, for JSON configs.',
    z.string().optional(),
    './schema.json',
  ),
  templates: about(
    'A folder of templates, as seen from the folder of this config, that replace the bundled ones of the same name.',
    z
      .string()
      .regex(/^\P{Cc}+$/u)
      .optional(),
    'templates',
  ),
};

/** A config of what clusters share, if they do, and of the clusters. */
function configOf<Defaults extends z.ZodType, Cluster extends z.ZodType>(
  defaults: Defaults,
  cluster: Cluster,
) {
  return z.strictObject({
    ...head,
    defaults: about(
      'What clusters share, merged under each of them: what a cluster says itself goes first, maps are merged key by key. Keys that a mode does not have are left out there, and director is for clusters that have a director of their own.',
      defaults,
      { targets: ['el7'] },
    ),
    clusters: about(
      'The clusters by name: lower-case letters, digits and hyphens, a letter first. The cluster web becomes the service lvs-web.',
      z.record(z.string().regex(clusterNamePattern).max(longestClusterName), cluster),
    ),
  });
}

/** A config of clusters that are complete by themselves. */
const plainSchema = configOf(z.never().optional(), clusterSchema).omit({ defaults: true });
/** A config of clusters that are complete together with what they share. */
const sharingSchema = configOf(sharedSchema, sharedSchema);

/** The whole config. */
export const configSchema = z.union([plainSchema, sharingSchema]).meta({
  title: 'lvsgen config',
  description: 'The clusters whose Linux Virtual Server scripts lvsgen renders.',
});

/** Every key, each in the place where its description belongs. */
export const keysSchema = configOf(sharedSchema.optional(), anyClusterSchema);

/** The config down to the clusters, which are read one by one so that none hides what is wrong with another. */
export const outerSchema = z.strictObject({
  ...head,
  defaults: z.record(z.string(), z.unknown()).optional(),
  clusters: z.record(z.string(), z.unknown()),
});
/** As it is written, down to the last list: nothing changes what a user has. */
type Written<Value> = Value extends object
  ? { readonly [Key in keyof Value]: Written<Value[Key]> }
  : Value;

/** A config in which each cluster says all that is to be said about it. */
export type PlainConfig = Written<z.input<typeof plainSchema>> & { readonly defaults?: undefined };
/** A config in which each cluster says what it does not share with the others. */
export type SharingConfig = Written<z.input<typeof sharingSchema>>;
/** What a config says: the clusters, by name, each complete or on top of what they share. */
export type Config = PlainConfig | SharingConfig;
/** The settings of one cluster; mode, vips and targets are enough, and gateway in mode nat. */
export type ClusterConfig = Written<z.input<typeof clusterSchema>>;

/**
 * Returns the config as it is. In a TypeScript config it types and completes every key:
 * `export default defineConfig({ clusters: { … } })`.
 */
export function defineConfig(config: SharingConfig): SharingConfig;
export function defineConfig(config: PlainConfig): PlainConfig;
export function defineConfig(config: Config): Config {
  return config;
}
