import { dirname, join } from 'node:path';
import pMap from 'p-map';
import { LvsgenError } from '../base/diagnostic.ts';
import { findOnPath, runTool } from '../base/run-tool.ts';
import { inTemporaryFolder } from '../base/temporary-folder.ts';
import type { RenderedPackage } from './render-packages.ts';

/** What rpmbuild knows of these makes builds of the same spec the same, whenever and wherever they run. */
const reproducible = {
  _buildhost: 'localhost',
  use_source_date_epoch_as_buildtime: '1',
  clamp_mtime_to_source_date_epoch: '1',
};

/**
 * Finds rpmbuild.
 *
 * @throws LvsgenError when it is not installed
 */
export async function findRpmbuild(searchPath: string | undefined): Promise<string> {
  const path = await findOnPath('rpmbuild', searchPath);
  if (path !== undefined) return path;
  throw LvsgenError.of(
    'there is no rpmbuild here, which --build runs',
    'install it: yum install rpm-build, or apt-get install rpm',
  );
}

/**
 * Builds packages from the specs and archives that were written into an output folder.
 *
 * @returns the paths of the packages, in `RPMS/noarch` of that folder
 * @throws LvsgenError when a build fails
 */
export async function buildPackages(
  rpmbuild: string,
  packages: readonly RenderedPackage[],
  out: string,
): Promise<readonly string[]> {
  return inTemporaryFolder(new Map(), async (temporary) => {
    const built = await pMap(
      packages,
      async ({ spec, time }, index) => {
        const path = join(out, spec.path);
        const _rpmdir = join(out, 'RPMS');
        const top = join(temporary, String(index));
        const places = { _topdir: top, _tmppath: temporary, _sourcedir: dirname(path), _rpmdir };
        const macros = Object.entries({ ...places, ...reproducible });
        const args = macros.flatMap(([name, body]) => ['--define', `${name} ${body}`]);
        const env = { LC_ALL: 'C', SOURCE_DATE_EPOCH: String(time) };
        const ended = await runTool(rpmbuild, ['-bb', ...args, path], { env });
        if (ended.exitCode !== 0) throw failure(path, ended.stderr);
        return Array.from(ended.stdout.matchAll(/^Wrote: (.*)$/gm), ([, name = '']) => name);
      },
      { concurrency: 2 },
    );
    return built.flat();
  });
}

function failure(spec: string, output: string): LvsgenError {
  const said = output.trim().split('\n').slice(-10).join('\n');
  const message = `rpmbuild failed to build the package of this spec; it said:\n${said}`;
  const hint = 'mend that; the specs and archives are written, so that rpmbuild can be run by hand';
  return new LvsgenError([{ severity: 'error', file: spec, message, hint }]);
}
