import yargs, { type Argv, type Options as YargsOptions } from 'yargs';
import { LvsgenError } from './base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io, stdinFile } from './base/io.ts';
import { nearest } from './base/words.ts';
import { type Context, createContext } from './commands/context.ts';
import { reportFormats } from './report/index.ts';
import { targetMeant } from './targets/index.ts';
import { type CommandName, commands, type Options } from './commands/options.ts';

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
  let start: ((context: Context) => Promise<ExitCode>) | undefined;
  let code: ExitCode;
  try {
    // Behind -- yargs would pass over words that a command does not have.
    const parser = yargs(argv.filter((word) => word !== '--').map(namedStdin));
    await commandLine(parser, (one) => (start = one))
      .version(version)
      .parseAsync();
    if (start === undefined) return exitCodes.clean;
    code = await start(context);
  } catch (error) {
    const known = error instanceof UsageError ? await usageError(error.message, argv) : error;
    if (!(known instanceof LvsgenError)) throw known;
    context.tell(known.diagnostics);
    code = exitCodes.failure;
  }
  context.end();
  return code;
}

/** A lone `-` that is not the value of an option: yargs leaves it out. */
function namedStdin(word: string, index: number, words: readonly string[]): string {
  return word === '-' && words[index - 1]?.startsWith('-') !== true ? stdinFile : word;
}

/** A call that is not understood, with what may have been meant. */
async function usageError(message: string, argv: readonly string[]): Promise<LvsgenError> {
  const [command = ''] = argv;
  const help = await commandLine(yargs([command]), () => undefined).getHelp();
  const name = /^Unknown arguments?: ([^,]+)/.exec(message)?.[1];
  const word = argv.find((one) => one.replace(/^-+|=.*/g, '') === name)?.split('=', 1)[0] ?? name;
  const [, given = word ?? '', choices = help] =
    /Given: "([^"]*)".*, Choices: (.*)/.exec(message) ?? [];
  const known = choices.match(/(?<=^ {2}lvsgen )\w+|--[a-z-]+|(?<=")[\w-]+(?=")/gm) ?? [];
  const near = targetMeant(given) ?? nearest(given, known);
  let hint = `see ${help.startsWith(`lvsgen ${command}`) ? `lvsgen ${command}`.trim() : 'lvsgen'} --help`;
  if (near !== undefined) hint = `did you mean ${near}?`;
  else if (word && !word.startsWith('-') && help.includes('--cluster')) {
    hint = `to select a cluster: --cluster ${word}`;
  }
  const what = (word === undefined ? message : `unknown argument: ${word}`).trim();
  return LvsgenError.of(what.charAt(0).toLowerCase() + what.slice(1), hint);
}

/** The code of each command, which is loaded when it runs. */
const code: {
  readonly [Name in CommandName]: () => Promise<{
    run: (options: Options<Name>, context: Context) => ExitCode | Promise<ExitCode>;
  }>;
} = {
  init: () => import('./commands/init.ts'),
  render: () => import('./commands/render.ts'),
  check: () => import('./commands/check.ts'),
  'diff [rev]': () => import('./commands/diff.ts'),
  'audit [file..]': () => import('./commands/audit.ts'),
  'import <file..>': () => import('./commands/import.ts'),
  lint: () => import('./commands/lint.ts'),
  rpm: () => import('./commands/rpm.ts'),
  install: () => import('./commands/install.ts'),
  list: () => import('./commands/list.ts'),
  explain: () => import('./commands/explain.ts'),
  templates: () => import('./commands/templates.ts'),
  page: () => import('./commands/page.ts'),
  schema: () => import('./commands/schema.ts'),
  'completion [shell]': () => import('./commands/completion.ts'),
};

/** A call that is not understood, in the words of yargs. */
export class UsageError extends Error {}

/**
 * Every command with its options.
 *
 * @param choose is given what runs the command that is called
 */
export function commandLine(
  parser: Argv,
  choose: (start: (context: Context) => Promise<ExitCode>) => void,
): Argv {
  for (const name of Object.keys(commands) as CommandName[]) {
    const { purpose, options } = commands[name];
    const single = Object.entries<YargsOptions>(options).filter(
      ([, one]) => !one.array && !one.coerce,
    );
    parser.command(name, purpose, options, (given) => {
      // yargs makes a list of them.
      const twice = single.find(([option]) => Array.isArray(Reflect.get(given, option)))?.[0];
      if (twice) throw new UsageError(`--${twice} is given more than once: it takes one value`);
      // What yargs has read by the options of a command is what that command takes.
      choose(async (context) => (await code[name]()).run(given as never, context));
    });
  }
  return parser
    .scriptName('lvsgen')
    .usage('$0 <command>\n\nRenders the scripts of Linux Virtual Server nodes from one config.')
    .alias({ h: 'help', v: 'version' })
    .demandCommand(1, 1, 'no command is given', 'more than one command is given')
    .strict()
    .detectLocale(false)
    .exitProcess(false)
    .fail((message: string | null, error: unknown) => {
      if (error instanceof Error && error.name !== 'YError') throw error;
      throw new UsageError(message ?? 'the call is not understood');
    });
}
