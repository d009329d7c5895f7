import { forAll } from '../base/for-all.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { renderPackages } from '../rpm/render-packages.ts';
import { readStamp, type StampOptions } from '../rpm/package.ts';
import { type GenerateOptions, selected, selectionOf } from './generated.ts';
import { type LintCommandOptions, passesLint } from './lint-files.ts';
import { leftAlone } from './phrases.ts';
import type { Report } from './report.ts';
import { writeTrees } from './write-trees.ts';

/** What `lvsgen rpm` is told. */
export interface RpmOptions extends GenerateOptions, LintCommandOptions, StampOptions {
  readonly lint: boolean;
}

/**
 * Renders a spec and a source archive for each cluster, role and target, lints the scripts and writes. Nothing is
 * written unless everything rendered and linted.
 */
export async function rpm(options: RpmOptions, io: Io, report: Report): Promise<ExitCode> {
  const stamp = readStamp(options);
  const selection = selectionOf(options);
  const trees = await selected(options, io, report, 'rpm');
  const packages = await forAll(trees, async (tree) => {
    const { scripts, files } = await renderPackages(tree.configs, selection, stamp);
    return { ...tree, files: scripts, packaged: files };
  });
  if (options.lint && !(await passesLint(packages, options, io, report))) {
    io.err(leftAlone(packages, io));
    return exitCodes.differences;
  }
  await writeTrees(
    packages.map(({ out, packaged }) => ({ out, files: packaged })),
    selection,
    io,
  );
  return exitCodes.clean;
}
