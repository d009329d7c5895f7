import { forAll } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { buildPackages, findRpmbuild } from '../rpm/build.ts';
import { refuseOtherContent, renderPackages } from '../rpm/packages.ts';
import { type Context, place, selectionOf } from './context.ts';
import { mayWrite } from './lint.ts';
import type { Options } from './options.ts';
import { writeTrees } from './render.ts';
import { loadTrees } from './trees.ts';

/**
 * Renders a spec and a source archive for each cluster, role and target, lints the scripts and writes; then builds the
 * packages, if that is wanted. Nothing is written unless everything rendered and linted.
 */
export async function run(options: Options<'rpm'>, context: Context): Promise<ExitCode> {
  const { 'package-version': version, 'package-release': release } = options;
  const rpmbuild = options.build === true ? findRpmbuild(context.env['PATH']) : undefined;
  const trees = await forAll(await loadTrees(options, context, 'rpm'), async (tree) => {
    const packages = await renderPackages(tree.configs, selectionOf(options), { version, release });
    refuseOtherContent(packages, tree.out);
    return { ...tree, packages, files: packages.flatMap(({ installed }) => installed) };
  });
  if (!(await mayWrite(trees, options, context))) return exitCodes.differences;
  const written = trees.map(({ out, packages }) => ({
    out,
    files: packages.flatMap(({ spec, archive }) => [spec, archive]),
  }));
  await writeTrees(written, options, context);
  if (rpmbuild === undefined) return exitCodes.clean;
  for (const { out, packages } of trees) {
    const built = await buildPackages(rpmbuild, packages, out);
    context.err(built.map((path) => `built      ${place(context, path)}\n`).join(''));
  }
  return exitCodes.clean;
}
