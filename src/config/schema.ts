import * as z from 'zod';

import { ignoreChoices, onStopChoices, silentAnnounce } from '../model/arp-suppression.ts';
import { clusterNamePattern, longestClusterName } from '../model/cluster-name.ts';
import { modes } from '../model/cluster-settings.ts';
import { descriptionPattern, longestDescription, parseDescription } from '../model/description.ts';
import { mssDefault, mssRange, parseMss } from '../model/tunnel.ts';
import { directorSchemas } from './schema-director.ts';
import { rpm, startKeys, targetList } from './schema-node.ts';
import { addresses, gateway as gatewayAddress, interfaceName, parsed } from './schema-values.ts';

const arpDefaults = { ignore: 1, announce: 2, onStop: 'restore' } as const;

const arpSchema = z.strictObject({
  ignore: z
    .literal(ignoreChoices)
    .default(arpDefaults.ignore)
    .describe(
      'arp_ignore: 1 answers only for addresses of the interface that is asked, 2 only if the asker is in the same subnet as well, 3 for no address of scope host, which the VIPs then are, 8 for no address of the host at all.',
    ),
  announce: z
    .literal(silentAnnounce)
    .default(arpDefaults.announce)
    .describe(
      "arp_announce: 1 avoids a VIP as the sender of the host's own ARP requests, 2 always takes the best address of the interface instead.",
    ),
  onStop: z
    .enum(onStopChoices)
    .default(arpDefaults.onStop)
    .describe(
      'restore puts the settings back to what they were when the last script that wants them stops; keep leaves the suppression in force.',
    ),
});

/** What real servers have that hold the VIPs themselves. */
const silenceKeys = {
  arp: arpSchema
    .prefault(arpDefaults)
    .describe(
      'How the real server keeps silent in ARP about its VIPs: values for net.ipv4.conf.all.',
    ),
  looseReversePath: z
    .array(interfaceName)
    .prefault([])
    .describe(
      'Interfaces that get rp_filter=2, for real servers that answer clients by another interface than requests come in by. In modes dr and tun.',
    ),
};

const mssValue = z.union([
  z.int().meta({ minimum: mssRange.least, maximum: mssRange.most }),
  z.literal('off'),
]);

/** What real servers of mode tun have besides. */
const tunnel = z
  .strictObject({
    mss: parsed(mssValue, parseMss)
      .prefault(mssDefault)
      .describe(
        'The MSS announced for connections to the VIPs, 536 (what every host takes) to 1480 (what an IPIP header leaves of 1500 bytes); off leaves it alone.',
      ),
  })
  .prefault({})
  .describe('In mode tun, how the tunnel is used.');

const gateway = gatewayAddress.describe(
  "In mode nat, where it is required: the director's address on the real servers' network, through which they send everything.",
);

const modeText =
  'How the director forwards. dr is VS/DR, direct routing: the real servers hold the VIPs on lo, answer clients directly, and must not answer ARP for the VIPs. tun is VS/TUN: the same over IPIP tunnels, with the VIPs on tunl0, so that real servers can be on other networks. nat is VS/NAT: real servers hold no VIP and answer through the director.';
const vipsText =
  'The virtual IPs, without a prefix length: each is set up as a single host, on real servers once ARP for it is suppressed. IPv4 addresses; in mode dr IPv6 ones too.';
const directorText =
  'The node in front: with it, scripts for directors are rendered too. Left out where directors are set up by other means.';

const descriptionText = z.string().meta({
  pattern: descriptionPattern.source,
  maxLength: longestDescription,
  examples: ['Public web farm'],
});
const description = parsed(descriptionText, parseDescription)
  .optional()
  .describe(
    'What the cluster is for, in one line. It stands in the header of the init script and is the Description of the unit.',
  );

const nodeKeys = {
  targets: targetList.describe(
    'The operating systems of the real servers. Each gets its own tree of files.',
  ),
  ...startKeys,
};

/** What differs from mode to mode in all of them. */
function modeKeys<Mode extends z.ZodType, Vip extends z.ZodType, Director extends z.ZodType>(
  mode: Mode,
  vip: Vip,
  director: Director,
) {
  return {
    mode: mode.describe(modeText),
    vips: z.array(vip).min(1).describe(vipsText),
    director: director.optional().describe(directorText),
  };
}

/** The keys of a cluster, by its mode. */
export const clusterSchemas = {
  dr: z.strictObject({
    ...modeKeys(z.literal('dr'), addresses.dr.vip, directorSchemas.dr),
    ...{ description, ...nodeKeys, ...silenceKeys, rpm },
  }),
  tun: z.strictObject({
    ...modeKeys(z.literal('tun'), addresses.tun.vip, directorSchemas.tun),
    ...{ description, ...nodeKeys, ...silenceKeys, tunnel, rpm },
  }),
  nat: z.strictObject({
    ...modeKeys(z.literal('nat'), addresses.nat.vip, directorSchemas.nat),
    ...{ description, ...nodeKeys, gateway, rpm },
  }),
};

const { mode, vips, director } = modeKeys(z.enum(modes), addresses.dr.vip, directorSchemas.any);

/** A cluster of which the mode is not known: the keys of every mode, so that what is wrong with them is still said. */
export const undecidedSchema = z.strictObject({
  ...{ description, mode, vips, ...nodeKeys, ...silenceKeys },
  ...{ tunnel, gateway: gateway.optional(), rpm, director },
});

/** What clusters share: any keys of any mode. */
export const sharedSchema = undecidedSchema
  .extend({ director: directorSchemas.any.partial() })
  .partial()
  .meta({ id: 'shared' });

/** One cluster of any mode: `mode` tells which keys it has. */
const clusterSchema = z.discriminatedUnion('mode', [
  clusterSchemas.dr,
  clusterSchemas.tun,
  clusterSchemas.nat,
]);

const clusterName = z.string().regex(clusterNamePattern).max(longestClusterName);
const schemaLink = z
  .string()
  .optional()
  .describe('Where an editor finds the JSON Schema of this file, for JSON configs.');
const defaultsMeta = {
  description:
    'What clusters share, merged under each of them: what a cluster says itself goes first, maps are merged key by key. Keys that a mode does not have are left out there, and director is for clusters that have a director of their own.',
  examples: [{ targets: ['el7'] }],
};
const clustersText =
  'The clusters by name: lower-case letters, digits and hyphens, a letter first. The cluster web becomes the service lvs-web.';

const templates = z
  .string()
  .regex(/^\P{Cc}+$/u)
  .optional()
  .meta({
    description:
      'A folder of templates, as seen from the folder of this config, that replace the bundled ones of the same name.',
    examples: ['templates'],
  });

const head = { $schema: schemaLink, templates };

/** A config of clusters that are complete by themselves. */
const plainSchema = z.strictObject({
  ...head,
  clusters: z.record(clusterName, clusterSchema).describe(clustersText),
});

/** A config of clusters that are complete together with what they share. */
const sharingSchema = z.strictObject({
  ...head,
  defaults: sharedSchema.meta(defaultsMeta),
  clusters: z.record(clusterName, sharedSchema).describe(clustersText),
});

/** The whole config. */
export const configSchema = z.union([plainSchema, sharingSchema]).meta({
  title: 'lvsgen config',
  description: 'The clusters whose Linux Virtual Server scripts lvsgen renders.',
});

const everyKey = undecidedSchema.extend({
  director: directorSchemas.keys.optional().describe(directorText),
});

/** Every key once, each in the place where its description belongs. */
export const keysSchema = z.strictObject({
  ...head,
  defaults: sharedSchema.optional().meta(defaultsMeta),
  clusters: z.record(z.string(), everyKey).describe(clustersText),
});

/** The config down to the clusters, which are read one by one so that none hides what is wrong with another. */
export const outerSchema = z.strictObject({
  $schema: schemaLink,
  templates,
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
