import type { Argv } from 'yargs';
import type { ExitCode } from './base/io.ts';
import type { Context } from './commands/context.ts';
import { type CommandName, type Options, options } from './commands/options.ts';

/** What each command is for, in the order of the help. Its options are in commands/options.ts. */
const purposes: Readonly<Record<CommandName, string>> = {
  init: 'Write a commented starter lvsgen.yaml',
  render: 'Render, lint and write the scripts',
  check: 'Compare what would be rendered with what is there',
  'diff [rev]': 'The same as unified diffs, or what has changed since a git revision',
  'audit [file..]': 'Name what is wrong with the scripts that hosts have',
  'import <file..>': 'Make a config of the scripts that hosts have',
  lint: 'Run ShellCheck on every script and check every unit',
  rpm: 'Render an RPM spec and a source archive for each role and target',
  install: 'Install the scripts of one role and target below a root',
  list: 'List each cluster, role and target with its mode, VIPs, services and files',
  explain: 'Tell what the scripts do, in which order and why',
  templates: 'List the bundled templates, or write some out to be changed',
  page: 'Print the page that renders configs in a browser, or write it to a file',
  schema: 'Print the JSON Schema of the config',
  'completion [shell]': 'Print a completion script for bash, zsh or fish',
};

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
  for (const name of Object.keys(options) as CommandName[]) {
    parser.command(name, purposes[name], options[name], (given) => {
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
