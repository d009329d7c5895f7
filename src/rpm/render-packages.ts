import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { forAll } from '../base/for-all.ts';
import type { ResolvedConfig } from '../config/resolve.ts';
import { rendersOf } from '../render/generate.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import type { Selection } from '../roles/selection.ts';
import { archiveOf } from './archive.ts';
import { packagesOf, type Stamp } from './package.ts';
import { scriptletsOf, specArtifact } from './spec.ts';

/** What a package is built from, in memory. */
export interface RenderedPackage {
  /** With version and release, such as `lvs-web-1.0-1.el7`. */
  readonly name: string;
  /** The release after this one, without the name of the target. */
  readonly nextRelease: string;
  /** When it was built, in seconds since 1970. */
  readonly time: number;
  /** Below the output folder of packages. */
  readonly spec: RenderedFile;
  /** Beside the spec, where rpmbuild looks if that is the folder of sources. */
  readonly archive: RenderedFile;
  /** What is to be linted: what the package installs, and the scriptlets of the spec. */
  readonly scripts: readonly RenderedFile[];
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
): Promise<readonly RenderedPackage[]> {
  const renderOf = rendersOf();
  const packages = await forAll(configs, (config) =>
    packagesOf(config, selection, given).map((one) => ({ one, render: renderOf(config) })),
  );
  return Promise.all(
    packages.flat().map(async ({ one, render }) => {
      const installed = one.artifacts.map(render);
      const spec = render(specArtifact(one));
      const path = spec.path.replace(/[^/]+$/, one.archive);
      const content = await archiveOf(`${one.name}-${one.version}`, installed);
      return {
        name: `${one.name}-${one.version}-${one.release}`,
        nextRelease: nextRelease(one.release.slice(0, one.release.lastIndexOf('.'))),
        time: one.time.getTime() / 1000,
        spec,
        archive: { ...spec, path, language: 'archive', content },
        scripts: [...installed, ...scriptletsOf(spec)],
      };
    }),
  );
}

function nextRelease(release: string): string {
  return /\d$/.test(release) ? release.replace(/\d+$/, (n) => `${Number(n) + 1}`) : `${release}.1`;
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
    taken.map(({ name, nextRelease, archive }) => ({
      severity: 'error',
      file: join(out, archive.path),
      message: `${name} is there already with other content, and a host that has it would not upgrade`,
      hint: `give the next release, --package-release ${nextRelease} or rpm.release of the cluster; or remove this file if nobody has installed it`,
    })),
  );
}
