import yargs from 'yargs';
import { commandLine, type Runs } from './command-line.ts';
import { createReport, type ReportOptions } from './commands/report.ts';
import { LvsgenError } from './base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from './base/io.ts';
import { reportFormats } from './report/index.ts';

/**
 * Runs one command line and returns its exit code. What is wrong with the config or the call is reported; anything
 * else is thrown.
 *
 * @param argv the words after the program's name
 */
export async function run(argv: readonly string[], io: Io, version: string): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  const runs: Runs = (command) => async (options) => {
    const report = createReport(reportOptions(options), io, version);
    try {
      code = await command(options, report);
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      report.tell(error.diagnostics);
      code = exitCodes.failure;
    }
    report.end();
  };
  try {
    await commandLine(yargs([...argv]), io, runs)
      .version(version)
      .parseAsync();
    return code;
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
    const report = createReport(reportOptions({ format: formatIn(argv) }), io, version);
    report.tell(error.diagnostics);
    report.end();
    return exitCodes.failure;
  }
}

/** How the report of a command is printed; formats of other things, such as drawings, do not concern it. */
function reportOptions(options: unknown): ReportOptions {
  const { format } = options as { readonly format?: unknown };
  return { format: reportFormats.find((name) => name === format) ?? 'text' };
}

/** The format that a call asks for which is not understood as a whole. */
function formatIn(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((word) => /^--format(?:=|$)/.test(word));
  const word = argv[at] ?? '';
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[at + 1];
}
