import { LvsgenError } from '../diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { type GenerateOptions, generated } from './generated.ts';
import { howToInstall, type LintCommandOptions, runLint, tools } from './lint-files.ts';
import { plural } from './phrases.ts';
import { report, type ReportOptions } from './report.ts';

/** What `lvsgen lint` is told. */
export interface LintOptions extends GenerateOptions, LintCommandOptions, ReportOptions {}

/**
 * Lints what the config renders to, in memory.
 *
 * @throws LvsgenError when there is no ShellCheck, or a linter fails at its work
 */
export async function lint(options: LintOptions, io: Io): Promise<ExitCode> {
  const { files, warnings } = await generated(options, io);
  report(warnings, options, io);
  const result = await runLint(files, options, io);
  report(result.diagnostics, options, io, io.out);
  if (result.shellcheck.kind === 'none') {
    throw LvsgenError.of('no script was linted: there is no ShellCheck here', howToInstall);
  }
  io.err(tools(result));
  if (result.diagnostics.length > 0) return exitCodes.differences;
  io.err(`${plural(files.length, 'file', 'files')}: nothing found\n`);
  return exitCodes.clean;
}
