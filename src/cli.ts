import yargs from 'yargs';
import { commandLine, type Runs } from './command-line.ts';
import { LvsgenError } from './base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from './base/io.ts';
import { createReport, type Report } from './commands/report.ts';
import { reportFormats } from './report/index.ts';

/**
 * Runs one command line and returns its exit code. What is wrong with the config or the call is reported; anything
 * else is thrown.
 *
 * @param argv the words after the program's name
 */
export async function run(argv: readonly string[], io: Io, version: string): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  const reported = async (format: unknown, work: (report: Report) => unknown): Promise<void> => {
    // Formats of other things, such as drawings, do not concern the report.
    const known = reportFormats.find((name) => name === format) ?? 'text';
    const report = createReport({ format: known }, io, version);
    try {
      await work(report);
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      report.tell(error.diagnostics);
      code = exitCodes.failure;
    }
    report.end();
  };
  const runs: Runs = (load) => (options) =>
    reported((options as { format?: unknown }).format, async (report) => {
      code = await (await load(options))(options, io, report);
    });
  try {
    await commandLine(yargs([...argv]), runs)
      .version(version)
      .parseAsync();
  } catch (error) {
    await reported(formatIn(argv), () => {
      throw error;
    });
  }
  return code;
}

/** The format that a call asks for which is not understood as a whole. */
function formatIn(argv: readonly string[]): string | undefined {
  const words = argv.flatMap((word) => (word.startsWith('--format=') ? word.split('=') : word));
  return words[words.lastIndexOf('--format') + 1];
}
