import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { buildPackages, findRpmbuild } from '../rpm/build.ts';
import { readStamp, type StampOptions } from '../rpm/package.ts';
import { refuseOtherContent, renderPackages } from '../rpm/render-packages.ts';
import { type GenerateOptions, selected, selectionOf } from './generated.ts';
import { type LintCommandOptions, passesLint } from './lint-files.ts';
import { leftAlone, place } from './phrases.ts';
import type { Report } from './report.ts';
import { writeTrees } from './write-trees.ts';

/** What `lvsgen rpm` is told. */
export interface RpmOptions extends GenerateOptions, LintCommandOptions, StampOptions {
  readonly lint: boolean;
  /** Whether to build the packages, too. */
  readonly build: boolean;
}

/**
 * Renders a spec and a source archive for each cluster, role and target, lints the scripts and writes; then builds the
 * packages, if that is wanted. Nothing is written unless everything rendered and linted.
 */
export async function rpm(options: RpmOptions, io: Io, report: Report): Promise<ExitCode> {
  const stamp = readStamp(options);
  const rpmbuild = options.build ? await findRpmbuild(io.env['PATH']) : undefined;
  const selection = selectionOf(options);
  const trees = await forAll(await selected(options, io, report, 'rpm'), async (tree) => {
    const packages = await renderPackages(tree.configs, selection, stamp);
    refuseOtherContent(packages, tree.out);
    return { ...tree, packages, files: packages.flatMap(({ scripts }) => scripts) };
  });
  if (options.lint && !(await passesLint(trees, options, io, report))) {
    io.err(leftAlone(trees, io));
    return exitCodes.differences;
  }
  const written = trees.map(({ out, packages }) => ({
    out,
    files: packages.flatMap(({ spec, archive }) => [spec, archive]),
  }));
  await writeTrees(written, selection, io);
  if (rpmbuild === undefined) return exitCodes.clean;
  for (const { out, packages } of trees) {
    const built = await buildPackages(rpmbuild, packages, out);
    io.err(built.map((path) => `built      ${place(io, path)}\n`).join(''));
  }
  return exitCodes.clean;
}
