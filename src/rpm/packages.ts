import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import { inOrder, toDiagnostic } from '../config/diagnose.ts';
import type { ResolvedConfig } from '../config/resolve.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { refuse } from '../model/problem.ts';
import { targetVersionFault, versionFault } from '../model/texts.ts';
import { type Render, renderWith } from '../render/generate.ts';
import { templatesFor } from '../render/templates.ts';
import type { Artifact, NodeName, RenderedFile } from '../roles/artifact.ts';
import { artifactsOf } from '../roles/index.ts';
import { type Selection, selects } from '../roles/selection.ts';
import { archiveTime } from '../output/tar.ts';
import { archiveOf } from './archive.ts';
import { type Package, specArtifact } from './spec.ts';

/** What a package is built from, in memory. */
export interface RenderedPackage {
  /** With version and release, such as `lvs-web-1.0-1.el7`. */
  readonly name: string;
  /** When it was built, the same for every build: the day of its changelog, or that of its archive. */
  readonly time: Date;
  /** Below the output folder of packages. */
  readonly spec: RenderedFile;
  /** Beside the spec, where rpmbuild looks if that is the folder of sources. */
  readonly archive: RenderedFile;
  /** What the package installs. */
  readonly installed: readonly RenderedFile[];
}

/** What the command line says about versions, which wins over the config. */
export interface Stamp {
  readonly version?: string | undefined;
  readonly release?: string | undefined;
}

/**
 * Renders the spec and the source archive of each package that the selection holds: one for each cluster, role and
 * target.
 *
 * @throws LvsgenError for every cluster without a version, and for one that rpm does not take, or that of a target
 */
export async function renderPackages(
  configs: readonly ResolvedConfig[],
  selection: Selection,
  stamp: Stamp,
): Promise<readonly RenderedPackage[]> {
  for (const what of ['version', 'release'] as const) {
    const given = stamp[what];
    const fault = given === undefined ? undefined : versionFault(what, given);
    if (fault !== undefined) throw LvsgenError.of(`--package-${what}: ${fault[0]}`, fault[1]);
  }
  const templatesOf = await templatesFor(configs);
  const packages = await forAll(configs, (config) => {
    const render = renderWith(templatesOf(config));
    return packagesOf(config, selection, stamp).map((one) => renderPackage(one, render));
  });
  return Promise.all(packages.flat());
}

function packagesOf(
  { clusters, origin }: ResolvedConfig,
  selection: Selection,
  stamp: Stamp,
): readonly Package[] {
  const missing: Diagnostic[] = [];
  const packages = clusters.flatMap((cluster) => {
    const version = stamp.version ?? cluster.rpm.version ?? '';
    const release = stamp.release ?? cluster.rpm.release;
    const found = groupsOf(cluster).flatMap(([role, name, nodes]) =>
      nodes
        .filter(({ target }) => selects(selection, `${cluster.name}/${role}/${target.name}`))
        .map((node) => packageOf(cluster, role, name, node, version, release)),
    );
    const say = (path: readonly string[], message: string, hint: string): [] => {
      const problem = refuse(['clusters', cluster.name, ...path], message, hint, { onKey: true });
      missing.push(toDiagnostic(problem, origin));
      return [];
    };
    if (found.some(({ artifacts }) => artifacts.some(isOfOtherPackage))) {
      const message =
        'keepalived.conf belongs to the package keepalived, and rpm installs no other package with it';
      const hint = 'write include: true, or leave the directors out by --role real-server';
      return say(['director', 'keepalived'], message, hint);
    }
    if (version !== '' || found.length === 0) return found;
    const message = 'the cluster has no version for its packages';
    const hint =
      'write rpm: { version: "1.0" } in the cluster or in defaults, or give --package-version 1.0';
    return say([], message, hint);
  });
  if (missing.length > 0) throw new LvsgenError(inOrder(missing));
  return packages;
}

const isOfOtherPackage = ({ installPath }: Artifact): boolean =>
  installPath === '/etc/keepalived/keepalived.conf';

/** Nodes that get the same packages, by what they are and by the name of the package: each director of keepalived. */
function groupsOf({ service, nodes, director }: Cluster) {
  const realServers = ['real-server', service, nodes] as const;
  if (director === undefined) return [realServers];
  const { service: name, nodes: on, keepalived } = director;
  if (keepalived === undefined) return [realServers, ['director', name, on] as const];
  const each = keepalived.directors.map(
    (own) => [`director-${own.name}`, `${name}-${own.name}`, on] as const,
  );
  return [realServers, ...each];
}

function packageOf(
  cluster: Cluster,
  role: NodeName,
  name: string,
  node: ClusterNode,
  version: string,
  ownRelease: string,
): Package {
  const target = node.target.name;
  const fault =
    targetVersionFault('version', version, node.target) ??
    targetVersionFault('release', ownRelease, node.target);
  if (fault !== undefined) throw LvsgenError.of(...fault);
  const release = `${ownRelease}.${target}`;
  return {
    ...{ cluster, role, name, node, version, release },
    // With the target in it, those of all targets fit into one folder of sources.
    archive: `${name}-${version}-${release}.tar`,
    artifacts: artifactsOf(cluster).filter((one) => one.role === role && one.target === target),
  };
}

async function renderPackage(one: Package, render: Render): Promise<RenderedPackage> {
  const installed = one.artifacts.map(render);
  const spec = render(specArtifact(one));
  const path = spec.path.replace(/[^/]+$/, one.archive);
  const content = await archiveOf(`${one.name}-${one.version}`, installed);
  const date = one.cluster.rpm.changelog[0]?.date;
  return {
    name: `${one.name}-${one.version}-${one.release}`,
    time: date === undefined ? archiveTime : new Date(`${date}T12:00:00Z`),
    spec,
    archive: { ...spec, path, language: 'archive', content },
    installed,
  };
}

/**
 * Refuses packages that stand in the output folder with the same version and release and other content: a host that has
 * such a package would not upgrade.
 *
 * @throws LvsgenError with all of them
 */
export function refuseOtherContent(packages: readonly RenderedPackage[], out: string): void {
  const isOther = ({ path, content }: RenderedFile): boolean =>
    existsSync(join(out, path)) && readFileSync(join(out, path), 'utf8') !== content;
  const taken = packages.filter(
    ({ spec, archive }) =>
      existsSync(join(out, archive.path)) && (isOther(archive) || isOther(spec)),
  );
  if (taken.length === 0) return;
  throw new LvsgenError(
    taken.map(({ name, archive }) => ({
      severity: 'error',
      file: join(out, archive.path),
      message: `${name} is there already with other content, and a host that has it would not upgrade`,
      hint: 'give the next release, by --package-release or rpm.release of the cluster; or remove this file if nobody has installed it',
    })),
  );
}
