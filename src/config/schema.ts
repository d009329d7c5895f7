import * as z from 'zod';
import { clusterNamePattern, longestClusterName } from '../model/schema-texts.ts';
import { anyClusterSchema, clusterSchemas, sharedSchema } from '../model/schema-cluster.ts';
import { about, type DeepReadonly } from '../model/schema-values.ts';

// To compile the schemas takes longer than to check thousands of clusters without.
z.config({ jitless: true });

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
/** A config in which each cluster says all that is to be said about it. */
export type PlainConfig = DeepReadonly<z.input<typeof plainSchema>> & {
  readonly defaults?: undefined;
};
/** A config in which each cluster says what it does not share with the others. */
export type SharingConfig = DeepReadonly<z.input<typeof sharingSchema>>;
/** What a config says: the clusters, by name, each complete or on top of what they share. */
export type Config = PlainConfig | SharingConfig;
/** The settings of one cluster; mode, vips and targets are enough, and gateway in mode nat. */
export type ClusterConfig = DeepReadonly<z.input<typeof clusterSchema>>;

/**
 * Returns the config as it is. In a TypeScript config it types and completes every key:
 * `export default defineConfig({ clusters: { … } })`.
 */
export function defineConfig(config: SharingConfig): SharingConfig;
export function defineConfig(config: PlainConfig): PlainConfig;
export function defineConfig(config: Config): Config {
  return config;
}
