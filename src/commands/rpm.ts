import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { buildPackages, findRpmbuild } from '../rpm/build.ts';
import { refuseOtherContent, renderPackages, type Stamp } from '../rpm/packages.ts';
import { type LintFirstOptions, mayWrite } from './lint.ts';
import { place } from './phrases.ts';
import { writeTrees } from './render.ts';
import type { Report } from './report.ts';
import { selectionOf, type SelectOptions } from './selection.ts';
import { loadTrees } from './trees.ts';

/** What `lvsgen rpm` is told. */
export interface RpmOptions extends SelectOptions, LintFirstOptions, Stamp {
  /** Whether to build the packages, too. */
  readonly build: boolean;
  readonly verbose: boolean;
}

/**
 * Renders a spec and a source archive for each cluster, role and target, lints the scripts and writes; then builds the
 * packages, if that is wanted. Nothing is written unless everything rendered and linted.
 */
export async function rpm(options: RpmOptions, io: Io, report: Report): Promise<ExitCode> {
  const rpmbuild = options.build ? await findRpmbuild(io.env['PATH']) : undefined;
  const trees = await forAll(await loadTrees(options, io, report, 'rpm'), async (tree) => {
    const packages = await renderPackages(tree.configs, selectionOf(options), options);
    refuseOtherContent(packages, tree.out);
    return { ...tree, packages, files: packages.flatMap(({ scripts }) => scripts) };
  });
  if (!(await mayWrite(trees, options, io, report))) return exitCodes.differences;
  const written = trees.map(({ out, packages }) => ({
    out,
    files: packages.flatMap(({ spec, archive }) => [spec, archive]),
  }));
  await writeTrees(written, options, io);
  if (rpmbuild === undefined) return exitCodes.clean;
  for (const { out, packages } of trees) {
    const built = await buildPackages(rpmbuild, packages, out);
    io.err(built.map((path) => `built      ${place(io, path)}\n`).join(''));
  }
  return exitCodes.clean;
}
