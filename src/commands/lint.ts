import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { type GenerateOptions, generated } from './generated.ts';
import { howToInstall, type LintCommandOptions, lintTrees } from './lint-files.ts';
import { countFiles, plural } from './phrases.ts';
import type { Report } from './report.ts';

/** What `lvsgen lint` is told. */
export interface LintOptions extends GenerateOptions, LintCommandOptions {}

/**
 * Lints what the configs render to, in memory.
 *
 * @throws LvsgenError when there is no ShellCheck, or a linter fails at its work
 */
export async function lint(options: LintOptions, io: Io, report: Report): Promise<ExitCode> {
  const trees = await generated(options, io, report);
  const { findings, isLinted, tools } = await lintTrees(trees, options, io);
  report.tell(findings, 'data');
  if (!isLinted) {
    throw LvsgenError.of('no script was linted: there is no ShellCheck here', howToInstall);
  }
  io.err(tools);
  if (findings.length > 0) return exitCodes.differences;
  io.err(`${plural(countFiles(trees), 'file', 'files')}: nothing found\n`);
  return exitCodes.clean;
}
