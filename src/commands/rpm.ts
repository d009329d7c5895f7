import { forAll } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { buildPackages, findRpmbuild } from '../rpm/build.ts';
import { refuseOtherContent, renderPackages } from '../rpm/packages.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { type Context, place, selectionOf } from './context.ts';
import type { Options } from './options.ts';
import { writeTrees } from './render.ts';
import { loadTrees } from './trees.ts';

/**
 * Renders a spec and a source archive for each cluster, role and target, lints the scripts and writes; then builds the
 * packages, if that is wanted.
 */
export async function run(options: Options<'rpm'>, context: Context): Promise<ExitCode> {
  const { 'package-version': version, 'package-release': release } = options;
  const rpmbuild = options.build === true ? findRpmbuild(context.env['PATH']) : undefined;
  const installedBy = new Map<RenderedFile, readonly RenderedFile[]>();
  const trees = await forAll(await loadTrees(options, context, 'rpm'), async (tree) => {
    const packages = await renderPackages(tree.configs, selectionOf(options), { version, release });
    refuseOtherContent(packages, tree.out);
    for (const { archive, installed } of packages) installedBy.set(archive, installed);
    return { ...tree, packages, files: packages.flatMap(({ spec, archive }) => [spec, archive]) };
  });
  const code = await writeTrees(trees, options, context, (file) => installedBy.get(file) ?? []);
  if (rpmbuild === undefined || code !== exitCodes.clean) return code;
  for (const { out, packages } of trees) {
    const built = await buildPackages(rpmbuild, packages, out);
    context.err(built.map((path) => `built      ${place(context, path)}\n`).join(''));
  }
  return exitCodes.clean;
}
