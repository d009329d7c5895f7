import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forAll, LvsgenError } from '../base/diagnostic.ts';
import { inOrder, toDiagnostic } from '../config/diagnose.ts';
import type { ResolvedConfig } from '../config/resolve.ts';
import type { Cluster } from '../model/cluster.ts';
import { type Problem, refuse } from '../model/problem.ts';
import { versionFault } from '../model/schema-rpm.ts';
import { type Render, renderWith } from '../render/generate.ts';
import { templatesFor } from '../render/templates.ts';
import { type RenderedFile, roleOf, type Selection } from '../roles/artifact.ts';
import { artifactsOn, groupOf, type Host, hostsOf } from '../roles/index.ts';
import { installPathOf } from '../output/paths.ts';
import { archiveTime, packTree } from '../output/tar.ts';
import { specArtifact } from './spec.ts';

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

/** Renders the spec and the source archive of each package that the selection holds, one for each kind of host. */
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
    const problems = config.clusters.flatMap((cluster) => problemsOf(cluster, selection, stamp));
    const refused = problems.map((problem) => toDiagnostic(problem, config));
    if (refused.length > 0) throw new LvsgenError(inOrder(refused));
    const render = renderWith(templatesOf(config));
    return config.clusters.flatMap((cluster) =>
      hostsOf(cluster, selection).map((host) => packageOf(cluster, host, stamp, render)),
    );
  });
  return Promise.all(packages.flat());
}

/** What keeps packages of a cluster from being made. */
function problemsOf(cluster: Cluster, selection: Selection, stamp: Stamp): Problem[] {
  const { name, director, rpm } = cluster;
  const hosts = hostsOf(cluster, selection);
  const isDirector = hosts.some(({ role }) => role !== 'real-server');
  if (director?.keepalived?.include === false && isDirector) {
    const path = ['clusters', name, 'director', 'keepalived'];
    const message =
      'keepalived.conf belongs to the package keepalived, and rpm installs no other package with it';
    const hint = 'write include: true, or leave the directors out by --role real-server';
    return [refuse(path, message, hint, { onKey: true })];
  }
  if (hosts.length === 0 || (stamp.version ?? rpm.version) !== undefined) return [];
  const message = 'the cluster has no version for its packages';
  const hint =
    'write rpm: { version: "1.0" } in the cluster or in defaults, or give --package-version 1.0';
  return [refuse(['clusters', name], message, hint, { onKey: true })];
}

async function packageOf(
  cluster: Cluster,
  host: Host,
  { version = cluster.rpm.version ?? '', release: own = cluster.rpm.release }: Stamp,
  render: Render,
): Promise<RenderedPackage> {
  const { target } = host.node;
  // Each director of keepalived has a package of its own.
  const suffix = host.role.replace(/^(director|real-server)/, '');
  const name = groupOf(cluster, roleOf(host.role)).service + suffix;
  const release = `${own}.${target.name}`;
  // With the target in it, those of all targets fit into one folder of sources.
  const archive = `${name}-${version}-${release}.tar`;
  const artifacts = artifactsOn(cluster, host);
  const installed = artifacts.map(render);
  const spec = render(specArtifact({ cluster, host, name, version, release, archive, artifacts }));
  const date = cluster.rpm.changelog[0]?.date;
  return {
    name: `${name}-${version}-${release}`,
    time: date === undefined ? archiveTime : new Date(`${date}T12:00:00Z`),
    spec,
    archive: {
      ...spec,
      path: spec.path.replace(/[^/]+$/, archive),
      // With what only root may read.
      mode: installed.some(({ mode }) => mode === 0o600) ? 0o600 : 0o644,
      language: 'archive',
      content: await archiveOf(`${name}-${version}`, installed),
    },
    installed,
  };
}

/** The sources of a package as a tar file: each file by its install path, below a folder. */
export async function archiveOf(folder: string, files: readonly RenderedFile[]): Promise<string> {
  const entries = files.map((file) => ({ ...file, path: `${folder}${installPathOf(file)}` }));
  // Its headers are ASCII, and what it holds is UTF-8, so all of it is text.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await packTree(entries));
}

/**
 * Refuses packages that stand in the output folder with the same version and release and other content: a host that has
 * such a package would not upgrade.
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
