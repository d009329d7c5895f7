import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { renderPackages } from '../rpm/render-packages.ts';
import { readStamp, type StampOptions } from '../rpm/package.ts';
import { type LintFirstOptions, mayWrite } from './lint.ts';
import { writeTrees } from './render.ts';
import type { Report } from './report.ts';
import { selectionOf, type SelectOptions } from './selection.ts';
import { loadTrees } from './trees.ts';

/** What `lvsgen rpm` is told. */
export interface RpmOptions extends SelectOptions, LintFirstOptions, StampOptions {}

/**
 * Renders a spec and a source archive for each cluster, role and target, lints the scripts and writes. Nothing is
 * written unless everything rendered and linted.
 */
export async function rpm(options: RpmOptions, io: Io, report: Report): Promise<ExitCode> {
  const stamp = readStamp(options);
  const trees = await loadTrees(options, io, report, 'rpm');
  const packages = await forAll(trees, async (tree) => {
    const rendered = await renderPackages(tree.configs, selectionOf(options), stamp);
    return { scripts: { ...tree, files: rendered.scripts }, out: tree.out, files: rendered.files };
  });
  const scripts = packages.map((one) => one.scripts);
  if (!(await mayWrite(scripts, options, io, report))) return exitCodes.differences;
  await writeTrees(packages, options, io);
  return exitCodes.clean;
}
