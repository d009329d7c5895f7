import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { inOrder, toDiagnostic } from '../config/diagnose.ts';
import type { ResolvedConfig } from '../config/resolve.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { refuse } from '../model/problem.ts';
import { targetVersionFault, versionFault } from '../model/texts.ts';
import type { Artifact, NodeName } from '../roles/artifact.ts';
import { artifactsOf } from '../roles/index.ts';
import { type Selection, selects } from '../roles/selection.ts';
import { archiveTime } from './archive.ts';

/** An RPM package to be built: the files of one node. */
export interface Package {
  readonly cluster: Cluster;
  readonly role: NodeName;
  readonly node: ClusterNode;
  /** That of its service. */
  readonly name: string;
  readonly version: string;
  /** With the name of the target, written out so that every build host makes the same of it. */
  readonly release: string;
  /** The file name of its sources. */
  readonly archive: string;
  /** When it was built, the same for every build: the day of its changelog, or that of its archive. */
  readonly time: Date;
  /** At least one. */
  readonly artifacts: readonly Artifact[];
}

/** What the command line says about versions, which wins over the config. */
export interface StampOptions {
  readonly packageVersion?: string | undefined;
  readonly packageRelease?: string | undefined;
}

/** What tells one build of a package from another; the release is without the name of the target. */
export interface Stamp {
  readonly version?: string | undefined;
  readonly release?: string | undefined;
}

/**
 * Reads what the command line says.
 *
 * @throws LvsgenError for what rpm does not take
 */
export function readStamp({ packageVersion, packageRelease }: StampOptions): Stamp {
  const read = (what: 'version' | 'release', text?: string): string | undefined => {
    const fault = text === undefined ? undefined : versionFault(what, text);
    if (fault === undefined) return text;
    throw LvsgenError.of(`--package-${what}: ${fault[0]}`, fault[1]);
  };
  return { version: read('version', packageVersion), release: read('release', packageRelease) };
}

/**
 * The packages of a config that the selection holds, one for each cluster, role and target.
 *
 * @param given what the command line says; else the config does
 * @throws LvsgenError for every cluster without a version, or for one that the rpm of a target does not know
 */
export function packagesOf(
  { clusters, origin }: ResolvedConfig,
  selection: Selection,
  given: Stamp,
): readonly Package[] {
  const missing: Diagnostic[] = [];
  const packages = clusters.flatMap((cluster) => {
    const nodes = nodesOf(cluster).filter(({ role, node }) =>
      selects(selection, `${cluster.name}/${role}/${node.target.name}`),
    );
    const isWhole = cluster.director?.keepalived?.include === false;
    if (isWhole && nodes.some(({ role }) => role !== 'real-server')) {
      const message =
        'keepalived.conf belongs to the package of keepalived, and rpm installs no other package with it';
      const hint = 'write include: true, or leave the directors out by --role real-server';
      const path = ['clusters', cluster.name, 'director', 'keepalived'];
      missing.push(toDiagnostic(refuse(path, message, hint, { onKey: true }), origin));
      return [];
    }
    const { version = cluster.rpm.version, release = cluster.rpm.release } = given;
    if (nodes.length === 0) return [];
    if (version !== undefined) {
      return nodes.map((one) => packageOf(cluster, one, { version, release }));
    }
    const message = 'the cluster has no version for its packages';
    const hint =
      'write rpm: { version: "1.0" } in the cluster or in defaults, or give --package-version 1.0';
    const path = ['clusters', cluster.name];
    missing.push(toDiagnostic(refuse(path, message, hint, { onKey: true }), origin));
    return [];
  });
  if (missing.length > 0) throw new LvsgenError(inOrder(missing));
  return packages;
}

type RoleNode = Pick<Package, 'role' | 'name' | 'node'>;

function nodesOf({ service, nodes, director }: Cluster): readonly RoleNode[] {
  const inRole = (role: NodeName, name: string, list: readonly ClusterNode[]): RoleNode[] =>
    list.map((node) => ({ role, name, node }));
  const realServers = inRole('real-server', service, nodes);
  if (director === undefined) return realServers;
  const { service: name, nodes: directors, keepalived } = director;
  if (keepalived === undefined) return [...realServers, ...inRole('director', name, directors)];
  const each = keepalived.directors.flatMap((own) =>
    inRole(`director-${own.name}`, `${name}-${own.name}`, directors),
  );
  return [...realServers, ...each];
}

function packageOf(
  cluster: Cluster,
  { role, name, node }: RoleNode,
  stamp: { readonly version: string; readonly release: string },
): Package {
  const target = node.target.name;
  for (const key of ['version', 'release'] as const) {
    const fault = targetVersionFault(key, stamp[key], node.target);
    if (fault !== undefined) throw LvsgenError.of(...fault);
  }
  const { version } = stamp;
  const date = cluster.rpm.changelog[0]?.date;
  const release = `${stamp.release}.${target}`;
  return {
    ...{ cluster, role, name, node, version, release },
    // With the target in it, those of all targets fit into one folder of sources.
    archive: `${name}-${version}-${release}.tar`,
    time: date === undefined ? archiveTime : new Date(`${date}T12:00:00Z`),
    artifacts: artifactsOf(cluster).filter((one) => one.role === role && one.target === target),
  };
}
