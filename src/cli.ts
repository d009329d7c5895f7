import yargs from 'yargs';
import { commandLine, type Runs } from './command-line.ts';
import { createReport } from './commands/report.ts';
import { LvsgenError } from './diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { type ReportFormat, reportFormats } from './report/index.ts';

/**
 * Runs one command line and returns its exit code. What is wrong with the config or the call is reported; anything
 * else is thrown.
 *
 * @param argv the words after the program's name
 */
export async function run(argv: readonly string[], io: Io, version: string): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  const runs: Runs = (command) => async (options) => {
    const report = createReport(formatOf(options), io, version);
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
    createReport('text', io, version).tell(error.diagnostics);
    return exitCodes.failure;
  }
}

/** The format of what is reported; those of other things, such as drawings, do not concern it. */
function formatOf(options: unknown): ReportFormat {
  const { format } = options as { readonly format?: unknown };
  return reportFormats.find((name) => name === format) ?? 'text';
}
