import yargs from 'yargs';
import { LvsgenError } from './base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from './base/io.ts';
import { nearest } from './base/nearest.ts';
import { commandLine, type Runs, UsageError } from './command-line.ts';
import { createContext } from './commands/context.ts';
import { reportFormats } from './report/index.ts';
import { targetMeant } from './targets/index.ts';

/**
 * Runs one command line and returns its exit code. What is wrong with the config or the call is reported; anything
 * else is thrown.
 *
 * @param argv the words after the program's name
 */
export async function run(argv: readonly string[], io: Io, version: string): Promise<ExitCode> {
  const before = argv.at(-2) ?? '';
  if (argv[0] === '--get-yargs-completions' && /^--(cluster|role)$/.test(before)) {
    return (await import('./commands/completion.ts')).completeName(before, io);
  }
  if (argv[0] === 'help') return run([...argv.slice(1), '--help'], io, version);
  // Also the format for a call that is not understood. That of list is its own.
  const words = argv.flatMap((word) => (word.startsWith('--format=') ? word.split('=') : word));
  const wanted = words[words.lastIndexOf('--format') + 1];
  const format = reportFormats.find((name) => name === wanted && argv[0] !== 'list') ?? 'text';
  const context = createContext(io, format, version);
  const started: (() => Promise<ExitCode>)[] = [];
  const runs: Runs = (load) => (options) => {
    started.push(async () => (await load(options))(options, context));
  };
  let code: ExitCode;
  try {
    // Behind -- yargs would pass over words that a command does not have.
    const parser = yargs(argv.filter((word) => word !== '--'));
    await commandLine(parser, runs).version(version).parseAsync();
    const [start] = started;
    if (start === undefined) return exitCodes.clean;
    code = await start();
  } catch (error) {
    const known = error instanceof UsageError ? await usageError(error.message, argv) : error;
    if (!(known instanceof LvsgenError)) throw known;
    context.tell(known.diagnostics);
    code = exitCodes.failure;
  }
  context.end();
  return code;
}

/** A call that is not understood, with what may have been meant. */
async function usageError(message: string, argv: readonly string[]): Promise<LvsgenError> {
  const [command = ''] = argv;
  const runs: Runs = () => () => undefined;
  const help = await commandLine(yargs([command]), runs).getHelp();
  const isCommand = help.startsWith(`lvsgen ${command}`);
  const see = `see lvsgen ${isCommand ? command : ''} --help`.replace('  ', ' ');
  const name = /^Unknown arguments?: ([^,]+)/.exec(message)?.[1];
  if (name === undefined) {
    const [first = '', ...rest] = message.trim();
    const [, given = '', choices = ''] = /Given: "([^"]*)".*, Choices: (.*)/.exec(message) ?? [];
    const names = choices.match(/[\w-]+/g) ?? [];
    const meant =
      nearest(given, names) ??
      targetMeant(given) ??
      names.find((one) => given === 'md' && one === 'markdown');
    const hint = meant === undefined ? see : `did you mean ${meant}?`;
    return LvsgenError.of(first.toLowerCase() + rest.join(''), hint);
  }
  const words = argv.map((one) => one.split('=', 1)[0] ?? '');
  const word = words.find((one) => one.replace(/^-+/, '') === name) ?? name;
  const near = nearest(word, help.match(/(?<=^ {2}lvsgen )\w+|--[a-z-]+/gm) ?? []);
  const hint =
    near !== undefined
      ? `did you mean ${near}?`
      : !word.startsWith('-') && help.includes('--cluster')
        ? `to select a cluster: --cluster ${word}`
        : see;
  return LvsgenError.of(`unknown argument: ${word}`, hint);
}
