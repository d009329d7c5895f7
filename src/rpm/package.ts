import { LvsgenError } from '../base/diagnostic.ts';
import type { Artifact, RoleName } from '../roles/artifact.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { targetVersionFault } from '../model/texts.ts';
import { type Selection, selects } from '../roles/selection.ts';
import { artifactsOf } from '../roles/index.ts';
import type { Stamp } from './stamp.ts';

/** An RPM package to be built: the files of one node. */
export interface Package {
  readonly cluster: Cluster;
  readonly role: RoleName;
  readonly node: ClusterNode;
  /** That of its service. */
  readonly name: string;
  readonly version: string;
  /** With the name of the target, written out so that every build host makes the same of it. */
  readonly release: string;
  /** The file name of its sources. */
  readonly archive: string;
  /** At least one. */
  readonly artifacts: readonly Artifact[];
}

/** What a file system takes for one name (NAME_MAX), in bytes. */
const longestFileName = 255;

/** A node of a cluster, in its role. */
interface RoleNode {
  readonly role: RoleName;
  readonly name: string;
  readonly node: ClusterNode;
}

/** The nodes of a cluster that the selection holds: each has a package. */
export function nodesIn(cluster: Cluster, selection: Selection): readonly RoleNode[] {
  const { service, nodes, director } = cluster;
  const inRole = (role: RoleName, name: string, list: readonly ClusterNode[]): RoleNode[] =>
    list.map((node) => ({ role, name, node }));
  return [
    ...inRole('real-server', service, nodes),
    ...(director === undefined ? [] : inRole('director', director.service, director.nodes)),
  ].filter(({ role, node }) => selects(selection, `${cluster.name}/${role}/${node.target.name}`));
}

/**
 * The packages of a cluster that the selection holds, one for each role and target.
 *
 * @throws LvsgenError for a version that the rpm of a target does not know, or that makes file names too long
 */
export function packagesOf(
  cluster: Cluster,
  selection: Selection,
  stamp: Stamp,
): readonly Package[] {
  const artifacts = artifactsOf(cluster);
  return nodesIn(cluster, selection).map(({ role, name, node }) => ({
    cluster,
    role,
    node,
    name,
    artifacts: artifacts.filter((one) => one.role === role && one.target === node.target.name),
    ...names(name, node, stamp),
  }));
}

function names(
  name: string,
  { target }: ClusterNode,
  stamp: Stamp,
): Pick<Package, 'version' | 'release' | 'archive'> {
  const fault =
    targetVersionFault('version', stamp.version, target) ??
    targetVersionFault('release', stamp.release, target);
  if (fault !== undefined) throw LvsgenError.of(...fault);
  const release = `${stamp.release}.${target.name}`;
  // With the target in it, those of all targets fit into one folder of sources.
  const archive = `${name}-${stamp.version}-${release}.tar`;
  if (archive.length > longestFileName) {
    throw LvsgenError.of(
      `${archive} has ${archive.length} characters, and a file name takes ${longestFileName}`,
      'shorten the version, the release or the name of the cluster',
    );
  }
  return { version: stamp.version, release, archive };
}
