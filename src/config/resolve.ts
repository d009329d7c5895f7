import { LvsgenError, type Diagnostic } from '../diagnostic.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Config } from './config.ts';
import { inOrder, toDiagnostic, type Origin } from './diagnose.ts';
import type { LoadedConfig } from './load.ts';
import { readClusters } from './read-clusters.ts';

/** What a config means. */
export interface Resolved {
  /** Sorted by name, with every default filled in. */
  readonly clusters: readonly Cluster[];
  /** What is right but may not be meant, by position. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Validates a loaded config.
 *
 * @throws LvsgenError with everything that is wrong with it and all warnings, by position
 */
export function resolveClusters(loaded: LoadedConfig): Resolved {
  return resolve(loaded.config, loaded, loaded.findings);
}

/**
 * Validates a config that is a value of the program: diagnostics name keys only.
 *
 * @throws LvsgenError with everything that is wrong with it and all warnings
 */
export function resolveConfig(config: Config): Resolved {
  return resolve(config, {}, []);
}

function resolve(config: unknown, origin: Origin, findings: readonly Diagnostic[]): Resolved {
  const { clusters, problems } = readClusters(config);
  const found = new Set(findings.map(placeKey));
  // A key that is there twice, or is not text, may be unknown as well: one message about it is enough.
  const others = problems
    .map((problem) => toDiagnostic(problem, origin))
    .filter((diagnostic) => diagnostic.position === undefined || !found.has(placeKey(diagnostic)));
  const all = inOrder([...findings, ...others]);
  if (all.some(({ severity }) => severity === 'error')) throw new LvsgenError(all);
  return { clusters, warnings: all };
}

function placeKey({ position }: Diagnostic): string {
  return `${position?.line ?? 0}:${position?.column ?? 0}`;
}
