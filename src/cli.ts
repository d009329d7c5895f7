import yargs from 'yargs';
import { commandLine, type Runs } from './command-line.ts';
import { placed } from './commands/phrases.ts';
import { LvsgenError } from './diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { reporters } from './report/index.ts';

/**
 * Runs one command line and returns its exit code. What is wrong with the config or the call is reported; anything
 * else is thrown.
 *
 * @param argv the words after the program's name
 */
export async function run(argv: readonly string[], io: Io, version: string): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  const runs: Runs = (command) => async (options) => {
    code = await command(options);
  };
  try {
    await commandLine(yargs([...argv]), io, runs)
      .version(version)
      .parseAsync();
    return code;
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
    io.err(reporters.text(placed(io, error.diagnostics), { colour: io.colour }));
    return exitCodes.failure;
  }
}
