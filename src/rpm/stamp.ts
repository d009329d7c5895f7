import { inOrder, type Origin, toDiagnostic } from '../config/diagnose.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import type { Cluster } from '../model/cluster.ts';
import { refuse } from '../model/problem.ts';
import { versionFault } from '../model/texts.ts';

/** What tells one build of a package from another. */
export interface Stamp {
  readonly version: string;
  /** Without the name of the target. */
  readonly release: string;
}

/** What the command line says about it, which wins over the config. */
export interface StampOptions {
  readonly packageVersion?: string | undefined;
  readonly packageRelease?: string | undefined;
}

/**
 * Reads what the command line says.
 *
 * @throws LvsgenError for what rpm does not take
 */
export function readStamp(options: StampOptions): Partial<Stamp> {
  const { packageVersion: version, packageRelease: release } = options;
  return {
    ...(version === undefined ? {} : { version: readOption('version', version) }),
    ...(release === undefined ? {} : { release: readOption('release', release) }),
  };
}

/**
 * The stamp of each cluster's packages.
 *
 * @throws LvsgenError for every cluster for which neither the command line nor the config has a version
 */
export function stampsOf(
  clusters: readonly Cluster[],
  given: Partial<Stamp>,
  origin: Origin,
): readonly (readonly [Cluster, Stamp])[] {
  const missing: Diagnostic[] = [];
  const stamps = clusters.flatMap((cluster) => {
    const { version = cluster.rpm.version, release = cluster.rpm.release } = given;
    if (version !== undefined) return [[cluster, { version, release }] as const];
    const message = 'the cluster has no version for its packages';
    const hint =
      'write rpm: { version: "1.0" } in the cluster or in defaults, or give --package-version 1.0';
    const path = ['clusters', cluster.name];
    missing.push(toDiagnostic(refuse(path, message, hint, { onKey: true }), origin));
    return [];
  });
  if (missing.length > 0) throw new LvsgenError(inOrder(missing));
  return stamps;
}

function readOption(what: 'version' | 'release', text: string): string {
  const fault = versionFault(what, text);
  if (fault === undefined) return text;
  const [message, hint] = fault;
  throw LvsgenError.of(`--package-${what}: ${message}`, hint);
}
