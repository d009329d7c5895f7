import * as z from 'zod';

import { clusterNamePattern, longestClusterName } from '../model/cluster-name.ts';
import { modes } from '../model/cluster-settings.ts';
import { descriptionPattern, longestDescription, parseDescription } from '../model/description.ts';
import { parsed } from './parsed.ts';
import { directorSchemas } from './schema-director.ts';
import { startKeys, targetList } from './schema-node.ts';
import { rpm } from './schema-rpm.ts';
import { silenceKeys, tunnel } from './schema-real-server.ts';
import { addresses, gateway } from './schema-values.ts';

const modeText =
  'How the director forwards. dr is VS/DR, direct routing: the real servers hold the VIPs on lo, answer clients directly, and must not answer ARP for the VIPs. tun is VS/TUN: the same over IPIP tunnels, with the VIPs on tunl0, so that real servers can be on other networks. nat is VS/NAT: real servers hold no VIP and answer through the director.';
const vipsText =
  'The virtual IPs, without a prefix length: each is set up as a single host, on real servers once ARP for it is suppressed. IPv4 addresses; in mode dr IPv6 ones too.';
const directorText =
  'The node in front: with it, scripts for directors are rendered too. Left out where directors are set up by other means.';

const description = parsed(
  z.string().meta({ pattern: descriptionPattern.source, maxLength: longestDescription }),
  parseDescription,
)
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

/** The keys of a cluster, by its mode. */
export const clusterSchemas = {
  dr: z.strictObject({
    description,
    mode: z.literal('dr').describe(modeText),
    vips: z.array(addresses.dr.vip).min(1).describe(vipsText),
    ...nodeKeys,
    ...silenceKeys,
    rpm,
    director: directorSchemas.dr.optional().describe(directorText),
  }),
  tun: z.strictObject({
    description,
    mode: z.literal('tun').describe(modeText),
    vips: z.array(addresses.tun.vip).min(1).describe(vipsText),
    ...nodeKeys,
    ...silenceKeys,
    tunnel,
    rpm,
    director: directorSchemas.tun.optional().describe(directorText),
  }),
  nat: z.strictObject({
    description,
    mode: z.literal('nat').describe(modeText),
    vips: z.array(addresses.nat.vip).min(1).describe(vipsText),
    ...nodeKeys,
    gateway: gateway.describe(
      "In mode nat, where it is required: the director's address on the real servers' network, through which they send everything.",
    ),
    rpm,
    director: directorSchemas.nat.optional().describe(directorText),
  }),
};

/** A cluster of which the mode is not known: the keys of every mode, so that what is wrong with them is still said. */
export const undecidedSchema = z.strictObject({
  ...clusterSchemas.dr.shape,
  tunnel,
  mode: z.enum(modes),
  gateway: gateway.optional(),
  director: directorSchemas.any.optional(),
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
const defaultsText =
  'What clusters share, merged under each of them: what a cluster says itself goes first, maps are merged key by key. Keys that a mode does not have are left out there, and director is for clusters that have a director of their own.';
const clustersText =
  'The clusters by name: lower-case letters, digits and hyphens, a letter first. The cluster web becomes the service lvs-web.';

const templates = z
  .string()
  .regex(/^\P{Cc}+$/u)
  .optional()
  .describe(
    'A folder of templates, as seen from the folder of this config, that replace the bundled ones of the same name.',
  );

const head = { $schema: schemaLink, templates };

/** A config of clusters that are complete by themselves. */
const plainSchema = z.strictObject({
  ...head,
  clusters: z.record(clusterName, clusterSchema).describe(clustersText),
});

/** A config of clusters that are complete together with what they share. */
const sharingSchema = z.strictObject({
  ...head,
  defaults: sharedSchema.describe(defaultsText),
  clusters: z.record(clusterName, sharedSchema).describe(clustersText),
});

/** The whole config. */
export const configSchema = z.union([plainSchema, sharingSchema]).meta({
  title: 'lvsgen config',
  description: 'The clusters whose Linux Virtual Server scripts lvsgen renders.',
});

/** Every key once, each in the place where its description belongs. */
export const keysSchema = z.strictObject({
  ...head,
  defaults: sharedSchema.optional().describe(defaultsText),
  clusters: plainSchema.shape.clusters,
});

/** The config down to the clusters, which are read one by one so that none hides what is wrong with another. */
export const outerSchema = z.strictObject({
  $schema: schemaLink,
  templates,
  defaults: z.record(z.string(), z.unknown()).optional(),
  clusters: z.record(z.string(), z.unknown()),
});
