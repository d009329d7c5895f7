import { join, resolve } from 'node:path';
import { configFiles, type LoadedConfig, loadConfigs } from '../config/load.ts';
import { type Resolved, resolveConfigs } from '../config/resolve.ts';
import { LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { generate } from '../render/generate.ts';
import type { Io } from '../base/io.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { realPlace } from '../output/files.ts';
import type { Selection } from '../roles/selection.ts';
import type { Report } from './report.ts';

/** Which part of which configs a command is about. */
export interface SelectOptions {
  readonly config?: readonly string[] | undefined;
  readonly cluster?: readonly string[] | undefined;
  readonly role?: readonly string[] | undefined;
  readonly target?: readonly string[] | undefined;
}

/** What every command that renders is told. */
export interface GenerateOptions extends SelectOptions {
  readonly out?: string | undefined;
}

/** What the configs of one output folder mean. */
export interface Selected extends Resolved {
  /** The output folder, absolute. */
  readonly out: string;
}

/** What the configs of one output folder render to. */
export interface Generated extends Selected {
  readonly files: readonly RenderedFile[];
}

/** What the options select. */
export function selectionOf({ cluster, role, target }: SelectOptions): Selection {
  return { clusters: cluster ?? [], roles: role ?? [], targets: target ?? [] };
}

/**
 * Loads the configs, with every cluster of them, selected or not, and tells the warnings about them.
 *
 * @param folder where the output goes beside each config, without `--out`
 * @returns one for each output folder
 * @throws LvsgenError when a config is wrong, or none has such a cluster
 */
export async function selected(
  options: GenerateOptions,
  io: Io,
  report: Report,
  folder = 'generated',
): Promise<readonly Selected[]> {
  const { cwd, readStdin } = io;
  const files = await configFiles({ files: options.config ?? [], cwd });
  for (const file of files) report.about(file);
  const loaded = await loadConfigs({ files, cwd, readStdin });
  const trees = await treesOf(loaded, outFolder(options, cwd, folder));
  refuseUnknownClusters(options.cluster ?? [], trees);
  report.tell(trees.flatMap(({ warnings }) => warnings));
  return trees;
}

/** Tells the output folder of a config, absolute: that of `--out`, seen from `cwd`, or the one beside the config. */
export function outFolder(
  { out }: GenerateOptions,
  cwd: string,
  folder = 'generated',
): (config: LoadedConfig) => string {
  return ({ dir }) => (out === undefined ? join(dir, folder) : resolve(cwd, out));
}

/**
 * Validates configs.
 *
 * @returns one for each output folder
 * @throws LvsgenError when a config is wrong
 */
export async function treesOf(
  loaded: readonly LoadedConfig[],
  outOf: (config: LoadedConfig) => string,
): Promise<readonly Selected[]> {
  const folders = new Map<string, { out: string; configs: LoadedConfig[] }>();
  for (const config of loaded) {
    const out = outOf(config);
    const real = await realPlace(out);
    const folder = folders.get(real);
    if (folder === undefined) folders.set(real, { out, configs: [config] });
    else folder.configs.push(config);
  }
  return forAll([...folders.values()], ({ out, configs }) => ({ out, ...resolveConfigs(configs) }));
}

/**
 * Loads the configs and renders what the options select, in memory.
 *
 * @returns one for each output folder, as {@link selected} does
 * @throws LvsgenError when a config or a template is wrong, or no config has such a cluster
 */
export async function generated(
  options: GenerateOptions,
  io: Io,
  report: Report,
): Promise<readonly Generated[]> {
  return renderTrees(await selected(options, io, report), options);
}

/**
 * Renders what the options select of each output folder, in memory.
 *
 * @throws LvsgenError when a template is wrong
 */
export function renderTrees(
  trees: readonly Selected[],
  options: SelectOptions,
): readonly Generated[] {
  const selection = selectionOf(options);
  return trees.map((tree) => ({ ...tree, files: generate(tree.configs, selection) }));
}

/**
 * Makes sure that each cluster that is asked for is there.
 *
 * @throws LvsgenError when one is not
 */
export function refuseUnknownClusters(wanted: readonly string[], trees: readonly Selected[]): void {
  const names = new Set<string>(trees.flatMap((tree) => tree.clusters.map(({ name }) => name)));
  const unknown = wanted.filter((name) => !names.has(name));
  if (unknown.length === 0) return;
  const files = trees.flatMap((tree) => tree.configs.map(({ origin }) => origin.file ?? ''));
  throw LvsgenError.of(
    `${files.join(', ')} ${files.length === 1 ? 'has' : 'have'} no cluster ${unknown.join(', ')}, which --cluster asks for`,
    `${files.length === 1 ? 'it has' : 'they have'} ${[...names].join(', ')}`,
  );
}
