import { join, resolve } from 'node:path';
import { loadConfig } from '../config/load.ts';
import { resolveClusters } from '../config/resolve.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { LvsgenError } from '../diagnostic.ts';
import { generate } from '../generate.ts';
import type { Io } from '../io.ts';
import type { RenderedFile } from '../model/artifact.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Selection } from '../output/selection.ts';

/** Which part of which config a command is about. */
export interface SelectOptions {
  readonly config?: string | undefined;
  readonly cluster?: readonly string[] | undefined;
  readonly role?: readonly string[] | undefined;
  readonly target?: readonly string[] | undefined;
}

/** What every command that renders is told. */
export interface GenerateOptions extends SelectOptions {
  readonly out?: string | undefined;
}

/** What a config means, and which part of it a command is about. */
export interface Selected {
  readonly clusters: readonly Cluster[];
  readonly selection: Selection;
  /** The folder of the config, absolute. */
  readonly dir: string;
  readonly warnings: readonly Diagnostic[];
}

/** What a config renders to, and where it belongs. */
export interface Generated {
  readonly files: readonly RenderedFile[];
  readonly selection: Selection;
  /** The output folder, absolute. */
  readonly out: string;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Loads the config, with every cluster of it, selected or not.
 *
 * @throws LvsgenError when the config is wrong, or has no such cluster
 */
export async function selected(options: SelectOptions, io: Io): Promise<Selected> {
  const loaded = await loadConfig({
    cwd: io.cwd,
    readStdin: io.readStdin,
    ...(options.config === undefined ? {} : { file: options.config }),
  });
  const { clusters, warnings } = resolveClusters(loaded);
  const selection: Selection = {
    clusters: options.cluster ?? [],
    roles: options.role ?? [],
    targets: options.target ?? [],
  };
  refuseUnknownClusters(selection.clusters ?? [], clusters, loaded.file);
  return { clusters, selection, dir: loaded.dir, warnings };
}

/**
 * Loads the config and renders what the options select, in memory.
 *
 * @throws LvsgenError when the config is wrong, or has no such cluster
 */
export async function generated(options: GenerateOptions, io: Io): Promise<Generated> {
  const { clusters, selection, dir, warnings } = await selected(options, io);
  return {
    files: generate(clusters, selection),
    selection,
    out: options.out === undefined ? join(dir, 'generated') : resolve(io.cwd, options.out),
    warnings,
  };
}

function refuseUnknownClusters(
  wanted: readonly string[],
  clusters: readonly Cluster[],
  file: string,
): void {
  const names = clusters.map((cluster) => cluster.name as string);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw LvsgenError.of(
      `${file} has no cluster ${unknown.join(', ')}, which --cluster asks for`,
      `it has ${names.join(', ')}`,
    );
  }
}
