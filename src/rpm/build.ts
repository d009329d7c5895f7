import { basename, join } from 'node:path';
import pMap from 'p-map';
import { LvsgenError } from '../base/diagnostic.ts';
import { findOnPath, runTool } from '../base/run-tool.ts';
import { inTemporaryFolder } from '../base/files.ts';
import type { RenderedPackage } from './packages.ts';

/** What rpmbuild knows of these makes builds of the same spec the same, whenever and wherever they run. */
const reproducible = {
  _buildhost: 'localhost',
  use_source_date_epoch_as_buildtime: '1',
  clamp_mtime_to_source_date_epoch: '1',
};

export function findRpmbuild(searchPath: string | undefined): string {
  const path = findOnPath('rpmbuild', searchPath);
  if (path !== undefined) return path;
  throw LvsgenError.of(
    'there is no rpmbuild here, which --build runs',
    'install it: yum install rpm-build, or apt-get install rpm',
  );
}

/**
 * Builds packages, from copies in a temporary folder: a path with a blank in it is none to rpmbuild.
 *
 * @returns the paths of the packages, in `RPMS/noarch` of the output folder
 */
export async function buildPackages(
  rpmbuild: string,
  packages: readonly RenderedPackage[],
  out: string,
): Promise<readonly string[]> {
  const sources = packages.flatMap(({ name, spec, archive }) =>
    [spec, archive].map(({ path, content }) => [join(name, basename(path)), content] as const),
  );
  return inTemporaryFolder(new Map(sources), async (temporary) => {
    const buildOne = async ({ name, spec, time }: RenderedPackage): Promise<string[]> => {
      const folder = join(temporary, name);
      const places = { _topdir: folder, _tmppath: folder, _sourcedir: folder };
      const macros = Object.entries({ ...places, ...reproducible, _rpmdir: join(out, 'RPMS') });
      const args = macros.flatMap(([macro, body]) => ['--define', `${macro} ${body}`]);
      const env = { LC_ALL: 'C', SOURCE_DATE_EPOCH: String(time.getTime() / 1000) };
      const copy = join(folder, basename(spec.path));
      const ended = await runTool(rpmbuild, ['-bb', ...args, copy], { env });
      if (ended.exitCode !== 0) {
        const said = ended.stderr.trim().split('\n').slice(-10).join('\n');
        const message = `rpmbuild failed to build the package of this spec; it said:\n${said}`;
        const hint =
          'mend that; the specs and archives are written, so that rpmbuild can be run by hand';
        throw LvsgenError.of(message, hint, { file: join(out, spec.path) });
      }
      return Array.from(ended.stdout.matchAll(/^Wrote: (.*)$/gm), ([, path = '']) => path);
    };
    return (await pMap(packages, buildOne, { concurrency: 2 })).flat();
  });
}
