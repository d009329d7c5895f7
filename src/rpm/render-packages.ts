import { forAll } from '../base/for-all.ts';
import type { ResolvedConfig } from '../config/resolve.ts';
import { rendersOf } from '../render/generate.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import type { Selection } from '../roles/selection.ts';
import { archiveOf } from './archive.ts';
import { packagesOf, type Stamp } from './package.ts';
import { scriptletsOf, specArtifact } from './spec.ts';

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
  given: Stamp,
): Promise<RenderedPackages> {
  const renderOf = rendersOf();
  const packages = await forAll(configs, (config) =>
    packagesOf(config, selection, given).map((one) => ({ one, render: renderOf(config) })),
  );
  const scripts: RenderedFile[] = [];
  const files: RenderedFile[] = [];
  for (const { one, render } of packages.flat()) {
    const installed = one.artifacts.map(render);
    const spec = render(specArtifact(one));
    scripts.push(...installed, ...scriptletsOf(spec));
    // Beside the spec, where rpmbuild looks if that is the folder of sources.
    const path = spec.path.replace(/[^/]+$/, one.archive);
    const content = await archiveOf(`${one.name}-${one.version}`, installed);
    files.push(spec, { ...spec, path, language: 'archive', content });
  }
  return { scripts, files };
}
