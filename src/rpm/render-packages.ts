import type { ResolvedConfig } from '../config/resolve.ts';
import { forAll } from '../base/for-all.ts';
import { rendersOf } from '../render/generate.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import type { Selection } from '../roles/selection.ts';
import { archiveOf } from './archive.ts';
import { nodesIn, type Package, packagesOf } from './package.ts';
import { scriptletsOf } from './scriptlets.ts';
import { specArtifact } from './spec-artifact.ts';
import { type Stamp, stampsOf } from './stamp.ts';

/** What is rendered for packages, in memory. */
export interface RenderedPackages {
  /** What is to be linted: what the packages install, and the scriptlets of the specs. */
  readonly scripts: readonly RenderedFile[];
  /** The specs and archives, below the output folder of packages. */
  readonly files: readonly RenderedFile[];
}

/**
 * Renders the spec and the source archive of each package that the selection holds.
 *
 * @param given what the command line says of versions; else the config does
 * @throws LvsgenError when a package has no version, or one that its target does not know
 */
export async function renderPackages(
  configs: readonly ResolvedConfig[],
  selection: Selection,
  given: Partial<Stamp>,
): Promise<RenderedPackages> {
  const renderOf = rendersOf();
  const packages = await forAll(configs, (config) => {
    const wanted = config.clusters.filter((cluster) => nodesIn(cluster, selection).length > 0);
    return stampsOf(wanted, given, config.origin).flatMap(([cluster, stamp]) =>
      packagesOf(cluster, selection, stamp).map((one) => ({ one, render: renderOf(config) })),
    );
  });
  const rendered = await Promise.all(
    packages.flat().map(async ({ one, render }) => {
      const scripts = one.artifacts.map(render);
      const spec = render(specArtifact(one));
      const linted = [...scripts, ...scriptletsOf(spec)];
      return { scripts: linted, files: [spec, await archiveFile(one, spec, scripts)] };
    }),
  );
  return {
    scripts: rendered.flatMap(({ scripts }) => scripts),
    files: rendered.flatMap(({ files }) => files),
  };
}

/** Beside the spec, where rpmbuild looks if that is the folder of sources. */
async function archiveFile(
  { name, version, archive }: Package,
  spec: RenderedFile,
  scripts: readonly RenderedFile[],
): Promise<RenderedFile> {
  return {
    ...spec,
    path: spec.path.replace(/[^/]+$/, archive),
    language: 'archive',
    content: await archiveOf(`${name}-${version}`, scripts),
  };
}
