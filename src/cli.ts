import yargs from 'yargs';
import { LvsgenError } from './base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from './base/io.ts';
import { nearest } from './base/nearest.ts';
import { commandLine, type Runs, UsageError } from './command-line.ts';
import { createReport, type Report } from './commands/report.ts';
import { reportFormats } from './report/index.ts';
import { targetMeant } from './targets/index.ts';

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
  const runs: Runs = (load, hasOwnFormat) => (options) => {
    const { format } = options as { readonly format?: unknown };
    return reported(hasOwnFormat === true ? 'text' : format, async (report) => {
      code = await (await load(options))(options, io, report);
    });
  };
  try {
    await commandLine(yargs([...argv]), runs)
      .version(version)
      .parseAsync();
  } catch (error) {
    await reported(formatIn(argv), async () => {
      throw error instanceof UsageError ? await usageError(error.message, argv) : error;
    });
  }
  return code;
}

/** The format that a call asks for which is not understood as a whole. */
function formatIn(argv: readonly string[]): string | undefined {
  const words = argv.flatMap((word) => (word.startsWith('--format=') ? word.split('=') : word));
  return words[words.lastIndexOf('--format') + 1];
}

async function usageError(message: string, argv: readonly string[]): Promise<LvsgenError> {
  const [, name] = /^Unknown arguments?: ([^,]+)/.exec(message) ?? [];
  if (name === undefined) {
    const [first = '', ...rest] = message.trim();
    const meant = targetMeant(/Argument: target, Given: "([^"]*)"/.exec(message)?.[1] ?? '');
    const hint = meant === undefined ? 'see lvsgen --help' : `did you mean ${meant}?`;
    return LvsgenError.of(first.toLowerCase() + rest.join(''), hint);
  }
  const words = argv.map((one) => one.split('=', 1)[0] ?? '');
  const word = words.find((one) => one.replace(/^-+/, '') === name) ?? name;
  return LvsgenError.of(`unknown argument: ${word}`, await hintFor(word, argv[0] ?? ''));
}

/** What may have been meant by a word that is not understood. */
async function hintFor(word: string, command: string): Promise<string> {
  const helpOf = (...words: string[]): Promise<string> =>
    commandLine(yargs(words), () => () => Promise.resolve()).getHelp();
  const commands: readonly string[] = (await helpOf()).match(/(?<=^ {2}lvsgen )\w+/gm) ?? [];
  if (!commands.includes(command)) {
    const near = nearest(word, commands);
    return near === undefined ? 'see lvsgen --help' : `did you mean lvsgen ${near}?`;
  }
  const options: readonly string[] = (await helpOf(command)).match(/(?<= --)[a-z-]+/g) ?? [];
  const near = word.startsWith('-') ? nearest(word.replace(/^-+/, ''), options) : undefined;
  if (near !== undefined) return `did you mean --${near}?`;
  const isCluster = !word.startsWith('-') && options.includes('cluster');
  return isCluster ? `to select a cluster: --cluster ${word}` : `see lvsgen ${command} --help`;
}
