import { join, resolve } from 'node:path';
import { type LoadedConfig, loadConfigs } from '../config/load.ts';
import { type Resolved, resolveConfigs } from '../config/resolve.ts';
import { LvsgenError, type RelatedPlace } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import type { Io } from '../base/io.ts';
import { keyText } from '../model/problem.ts';
import { realPlace } from '../output/files.ts';
import { generate } from '../render/generate.ts';
import type { Cluster } from '../model/cluster.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { artifactsOf } from '../roles/index.ts';
import { selects } from '../roles/selection.ts';
import type { Report } from './report.ts';
import { selectionOf, type SelectOptions } from './selection.ts';

/** An output folder, absolute, and what the configs mean that are rendered into it. */
export interface Tree extends Resolved {
  readonly out: string;
}

/** The same with what the options select of it, rendered in memory. */
export interface RenderedTree extends Tree {
  readonly files: readonly RenderedFile[];
}

/**
 * Loads the configs, with every cluster of them, selected or not, and reports the warnings about them.
 *
 * @param folder where the output goes beside each config, without `--out`
 * @returns one for each output folder
 * @throws LvsgenError when a config is wrong, or nothing is selected
 */
export async function loadTrees(
  options: SelectOptions,
  io: Io,
  report: Report,
  folder?: string,
): Promise<readonly Tree[]> {
  const { cwd, readStdin } = io;
  const loaded = await loadConfigs({ files: options.config ?? [], cwd, readStdin });
  report.about(loaded[0]?.file);
  const trees = await treesOf(loaded, options, cwd, folder);
  refuseEmptySelection(options, trees);
  report.tell(trees.flatMap(({ warnings }) => warnings));
  return trees;
}

/** Renders what the options select of each output folder, in memory. */
export function renderTrees(
  trees: readonly Tree[],
  options: SelectOptions,
): readonly RenderedTree[] {
  const selection = selectionOf(options);
  return trees.map((tree) => ({ ...tree, files: generate(tree.configs, selection) }));
}

/**
 * Validates configs.
 *
 * @returns one for each output folder: that of `--out`, seen from `cwd`, or the one beside each config
 * @throws LvsgenError when a config is wrong
 */
export async function treesOf(
  loaded: readonly LoadedConfig[],
  { out }: SelectOptions,
  cwd: string,
  folder = 'generated',
): Promise<readonly Tree[]> {
  const trees = new Map<string, { out: string; configs: LoadedConfig[] }>();
  for (const config of loaded) {
    const place = out === undefined ? join(config.dir, folder) : resolve(cwd, out);
    const real = await realPlace(place);
    const tree = trees.get(real) ?? { out: place, configs: [] };
    tree.configs.push(config);
    trees.set(real, tree);
  }
  return forAll([...trees.values()], (tree) => ({
    ...resolveConfigs(tree.configs),
    out: tree.out,
  }));
}

/** What is selected and rendered as one: `cluster/role/target`. */
export function unitsOf(cluster: Cluster): readonly string[] {
  const units = artifactsOf(cluster).map(({ role, target }) => `${cluster.name}/${role}/${target}`);
  return [...new Set(units)];
}

/**
 * Makes sure that something is selected, and that each cluster that is asked for is there.
 *
 * @throws LvsgenError that says what there is
 */
export function refuseEmptySelection(options: SelectOptions, trees: readonly Tree[]): void {
  const { cluster: wanted = [], role = [], target = [] } = options;
  if ([...wanted, ...role, ...target].length === 0) return;
  const clusters = trees.flatMap((tree) => tree.clusters);
  const files = trees.flatMap((tree) => tree.configs.map(({ origin }) => origin.file ?? ''));
  const unknown = wanted.filter((name) => !clusters.some((one) => one.name === name));
  if (unknown.length > 0) {
    throw LvsgenError.of(
      `there is no cluster ${unknown.join(', ')} in ${files.join(', ')}`,
      `the clusters are ${[...new Set(clusters.map(({ name }) => name))].join(', ')}`,
    );
  }
  const selection = selectionOf(options);
  if (clusters.some((one) => unitsOf(one).some((unit) => selects(selection, unit)))) return;
  const units = clusters
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    .flatMap(unitsOf);
  const more = units.length > 10 ? ' and more: lvsgen list' : '';
  throw LvsgenError.of(
    `nothing is selected of ${files.join(', ')}`,
    `there is ${units.slice(0, 10).join(', ')}${more} (cluster/role/target)`,
  );
}

/** The place in its config of the cluster that a file was rendered from; none for one that no config has any longer. */
export function originOf(cluster: string, { configs }: Resolved): RelatedPlace | undefined {
  const config = configs.find(({ clusters }) => clusters.some(({ name }) => name === cluster));
  const { file, locate } = config?.origin ?? {};
  if (file === undefined) return undefined;
  const path = ['clusters', cluster];
  const position = locate?.(path, 'key').position;
  const key = keyText(path);
  const message = `rendered from ${key}`;
  return { file, message, key, ...(position === undefined ? {} : { position }) };
}
