import { join, resolve } from 'node:path';
import { counted, nearest } from '../base/words.ts';
import { forAll, LvsgenError, type RelatedPlace } from '../base/diagnostic.ts';
import { type LoadedConfig, loadConfigs } from '../config/load.ts';
import { type Resolved, resolveConfigs } from '../config/resolve.ts';
import { compare, type Comparison } from '../output/compare.ts';
import { generate } from '../render/generate.ts';
import { templatesFor } from '../render/templates.ts';
import { type RenderedFile, roleNames, selects } from '../roles/artifact.ts';
import { hostsOf } from '../roles/index.ts';
import { type Context, selectionOf } from './context.ts';
import type { SelectOptions } from './options.ts';

/** An output folder, absolute, and what the configs mean that are rendered into it. */
export interface Tree extends Resolved {
  readonly out: string;
}

/** The same with what the options select of it, rendered in memory. */
export interface RenderedTree extends Tree {
  readonly files: readonly RenderedFile[];
}

/**
 * Loads the configs, with every cluster of them, selected or not, and reports the warnings about them; one tree for each
 * output folder.
 *
 * @param folder where the output goes beside each config, without `--out`
 */
export async function loadTrees(
  options: SelectOptions,
  context: Context,
  folder?: string,
): Promise<readonly Tree[]> {
  const { cwd, readStdin } = context;
  const loaded = await loadConfigs({ files: options.config ?? [], cwd, readStdin });
  const trees = await treesOf(loaded, options, cwd, folder);
  refuseEmptySelection(options, trees);
  context.tell(trees.flatMap(({ warnings }) => warnings));
  return trees;
}

export async function renderTrees(
  options: SelectOptions,
  context: Context,
): Promise<readonly RenderedTree[]> {
  return rendered(await loadTrees(options, context), options);
}

/** Renders what the options select, in memory. */
export async function rendered(
  trees: readonly Tree[],
  options: SelectOptions,
): Promise<readonly RenderedTree[]> {
  const selection = selectionOf(options);
  const templatesOf = await templatesFor(trees.flatMap(({ configs }) => configs));
  return trees.map((tree) => ({ ...tree, files: generate(tree.configs, templatesOf, selection) }));
}

/** Compares what was rendered with what is in the output folders, one by one. */
export function compareWithDisk(
  trees: readonly Pick<RenderedTree, 'files' | 'out'>[],
  options: SelectOptions,
): Promise<readonly Comparison[]> {
  return forAll(trees, ({ files, out }) => compare(files, out, selectionOf(options)));
}

/** Validates configs; one tree for each output folder: that of `--out`, seen from `cwd`, or the one beside each config. */
export function treesOf(
  loaded: readonly LoadedConfig[],
  options: SelectOptions,
  cwd: string,
  folder = 'generated',
): Promise<readonly Tree[]> {
  const outOf = ({ dir }: LoadedConfig): string =>
    options.out === undefined ? join(dir, folder) : resolve(cwd, options.out);
  return forAll([...new Set(loaded.map(outOf))], (out) => {
    return { ...resolveConfigs(loaded.filter((one) => outOf(one) === out)), out };
  });
}

/** Makes sure that something is selected, and that each cluster and role that is asked for is there. */
export function refuseEmptySelection(options: SelectOptions, trees: readonly Tree[]): void {
  const hosts = trees.flatMap((tree) => tree.clusters).flatMap((one) => hostsOf(one));
  const there = {
    cluster: new Set<string>(trees.flatMap((tree) => tree.clusters).map(({ name }) => name)),
    role: new Set<string>([...roleNames, ...hosts.map(({ role }) => role)]),
  };
  for (const what of ['cluster', 'role'] as const) {
    const unknown = options[what]?.find((name) => !there[what].has(name));
    if (unknown === undefined) continue;
    const near = nearest(unknown, [...there[what]]);
    const hint = near ? `did you mean ${near}?` : `the ${what}s are ${[...there[what]].join(', ')}`;
    throw LvsgenError.of(`there is no ${what} ${unknown}`, hint);
  }
  const units = hosts.map(({ unit }) => unit);
  if (units.length === 0 || units.some((unit) => selects(selectionOf(options), unit))) return;
  throw LvsgenError.of(
    'nothing is selected',
    `there is ${units.slice(0, 10).join(', ')} (cluster/role/target); lvsgen list shows all`,
  );
}

/**
 * The place in its config of the cluster that a file was rendered from, or of the key that a part of it was; none for one
 * that no config has any longer.
 */
export function originOf(
  path: string,
  { configs }: Resolved,
  key?: string,
): { readonly related?: RelatedPlace } {
  const [name = ''] = path.split('/', 1);
  const config = configs.find(({ clusters }) => clusters.some((one) => one.name === name));
  const { file, locate } = config ?? {};
  if (file === undefined) return {};
  const own = key ?? `clusters.${name}`;
  const steps = (own.match(/[^.[\]]+/g) ?? []).map((one) => (/^\d/.test(one) ? Number(one) : one));
  const position = locate?.(steps, 'key').position;
  const related = { file, message: `rendered from ${own}`, key: own };
  return { related: position === undefined ? related : { ...related, position } };
}

export function countFiles(trees: readonly RenderedTree[]): string {
  return counted(trees.flatMap(({ files }) => files).length, 'file');
}
