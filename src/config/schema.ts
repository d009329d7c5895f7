import * as z from 'zod';

import { ignoreChoices, onStopChoices, silentAnnounce } from '../model/arp-suppression.ts';
import { clusterNamePattern, longestClusterName } from '../model/cluster-name.ts';
import { modes } from '../model/cluster-settings.ts';
import { descriptionPattern, longestDescription, parseDescription } from '../model/description.ts';
import { mssDefault, mssRange, parseMss } from '../model/tunnel.ts';
import { directorSchemas } from './schema-director.ts';
import { rpm, startKeys, targetList } from './schema-node.ts';
import { about, addresses, interfaceName, parsed } from './schema-values.ts';

const descriptionText = z.string().meta({
  pattern: descriptionPattern.source,
  maxLength: longestDescription,
  examples: ['Public web farm'],
});

/** What clusters have in every mode. */
const commonKeys = {
  description: about(
    'What the cluster is for, in one line. It stands in the header of the init script and is the Description of the unit.',
    parsed(descriptionText, parseDescription).optional(),
  ),
  targets: about(
    'The operating systems of the real servers. Each gets its own tree of files.',
    targetList,
    ['el7'],
  ),
  ...startKeys,
};

const arpDefaults = { ignore: 1, announce: 2, onStop: 'restore' } as const;

const arp = z.strictObject({
  ignore: about(
    'arp_ignore: 1 answers only for addresses of the interface that is asked, 2 only if the asker is in the same subnet as well, 3 for no address of scope host, which the VIPs then are, 8 for no address of the host at all.',
    z.literal(ignoreChoices).default(arpDefaults.ignore),
  ),
  announce: about(
    "arp_announce: 1 avoids a VIP as the sender of the host's own ARP requests, 2 always takes the best address of the interface instead.",
    z.literal(silentAnnounce).default(arpDefaults.announce),
  ),
  onStop: about(
    'restore puts the settings back to what they were when the last script that wants them stops; keep leaves the suppression in force.',
    z.enum(onStopChoices).default(arpDefaults.onStop),
  ),
});

/** What real servers have that hold the VIPs themselves. */
const silenceKeys = {
  arp: about(
    'How the real server keeps silent in ARP about its VIPs: values for net.ipv4.conf.all.',
    arp.prefault(arpDefaults),
  ),
  looseReversePath: about(
    'Interfaces that get rp_filter=2, for real servers that answer clients by another interface than requests come in by. In modes dr and tun.',
    z.array(interfaceName).prefault([]),
  ),
};

const mssValue = z.union([
  z.int().meta({ minimum: mssRange.least, maximum: mssRange.most }),
  z.literal('off'),
]);
const mss = about(
  'The MSS announced for connections to the VIPs, 536 (what every host takes) to 1480 (what an IPIP header leaves of 1500 bytes); off leaves it alone.',
  parsed(mssValue, parseMss).prefault(mssDefault),
);
const tunnel = about('In mode tun, how the tunnel is used.', z.strictObject({ mss }).prefault({}));
const gateway = about(
  "In mode nat, where it is required: the director's address on the real servers' network, through which they send everything.",
  addresses.nat.gateway,
);

/** What every mode has in its own way. */
function modeKeys<Mode extends z.ZodType, Vip extends z.ZodType, Director extends z.ZodType>(
  mode: Mode,
  vip: Vip,
  director: Director,
) {
  return {
    mode: about(
      'How the director forwards. dr is VS/DR, direct routing: the real servers hold the VIPs on lo, answer clients directly, and must not answer ARP for the VIPs. tun is VS/TUN: the same over IPIP tunnels, with the VIPs on tunl0, so that real servers can be on other networks. nat is VS/NAT: real servers hold no VIP and answer through the director.',
      mode,
    ),
    vips: about(
      'The virtual IPs, without a prefix length: each is set up as a single host, on real servers once ARP for it is suppressed. IPv4 addresses; in mode dr IPv6 ones too.',
      z.array(vip).min(1),
    ),
    director: about(
      'The node in front: with it, scripts for directors are rendered too. Left out where directors are set up by other means.',
      director.optional(),
    ),
  };
}

/** A cluster by its mode. */
export const clusterSchemas = {
  dr: z.strictObject({
    ...{ ...commonKeys, ...silenceKeys, rpm },
    ...modeKeys(z.literal('dr'), addresses.dr.vip, directorSchemas.dr),
  }),
  tun: z.strictObject({
    ...{ ...commonKeys, ...silenceKeys, tunnel, rpm },
    ...modeKeys(z.literal('tun'), addresses.tun.vip, directorSchemas.tun),
  }),
  nat: z.strictObject({
    ...{ ...commonKeys, gateway, rpm },
    ...modeKeys(z.literal('nat'), addresses.nat.vip, directorSchemas.nat),
  }),
};

const anyMode = modeKeys(z.enum(modes), addresses.dr.vip, directorSchemas.any);

/** A cluster of which the mode is not known: the keys of every mode, so that what is wrong with them is still said. */
export const undecidedSchema = z.strictObject({
  ...{ description: commonKeys.description, mode: anyMode.mode, vips: anyMode.vips },
  ...{ ...commonKeys, ...silenceKeys, tunnel, gateway: gateway.optional() },
  ...{ rpm, director: anyMode.director },
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

function defaultsOf<Defaults extends z.ZodType>(schema: Defaults): Defaults {
  return about(
    'What clusters share, merged under each of them: what a cluster says itself goes first, maps are merged key by key. Keys that a mode does not have are left out there, and director is for clusters that have a director of their own.',
    schema,
    { targets: ['el7'] },
  );
}

const clusterName = z.string().regex(clusterNamePattern).max(longestClusterName);

function clustersOf<Cluster extends z.ZodType>(cluster: Cluster) {
  return about(
    'The clusters by name: lower-case letters, digits and hyphens, a letter first. The cluster web becomes the service lvs-web.',
    z.record(clusterName, cluster),
  );
}

/** A config of clusters that are complete by themselves. */
const plainSchema = z.strictObject({ ...head, clusters: clustersOf(clusterSchema) });

/** A config of clusters that are complete together with what they share. */
const sharingSchema = z.strictObject({
  ...head,
  defaults: defaultsOf(sharedSchema),
  clusters: clustersOf(sharedSchema),
});

/** The whole config. */
export const configSchema = z.union([plainSchema, sharingSchema]).meta({
  title: 'lvsgen config',
  description: 'The clusters whose Linux Virtual Server scripts lvsgen renders.',
});

const everyKey = undecidedSchema.extend(
  modeKeys(z.enum(modes), addresses.dr.vip, directorSchemas.keys),
);

/** Every key once, each in the place where its description belongs. */
export const keysSchema = z.strictObject({
  ...head,
  defaults: defaultsOf(sharedSchema.optional()),
  clusters: clustersOf(everyKey),
});

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
