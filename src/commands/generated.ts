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

/** What every command that renders is told. */
export interface GenerateOptions {
  readonly config?: string | undefined;
  readonly out?: string | undefined;
  readonly cluster?: readonly string[] | undefined;
  readonly role?: readonly string[] | undefined;
  readonly target?: readonly string[] | undefined;
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
 * Loads the config and renders what the options select, in memory.
 *
 * @throws LvsgenError when the config is wrong, or has no such cluster
 */
export async function generated(options: GenerateOptions, io: Io): Promise<Generated> {
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
  return {
    files: generate(clusters, selection),
    selection,
    out: options.out === undefined ? join(loaded.dir, 'generated') : resolve(io.cwd, options.out),
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
