import type { Argv } from 'yargs';
import type { ExitCode } from './base/io.ts';
import type { Context } from './commands/context.ts';
import { options } from './commands/options.ts';

/** Makes the handler of a command, which is loaded when it runs. */
export type Runs = <Options>(
  load: (
    options: Options,
  ) => Promise<(options: Options, context: Context) => ExitCode | Promise<ExitCode>>,
) => (options: Options) => void;

/** A call that is not understood, in the words of yargs. */
export class UsageError extends Error {}

/** Every command with its options. */
export function commandLine(parser: Argv, runs: Runs): Argv {
  return parser
    .scriptName('lvsgen')
    .usage('$0 <command>\n\nRenders the scripts of Linux Virtual Server nodes from one config.')
    .command(
      'init',
      'Write a commented starter lvsgen.yaml',
      {},
      runs(async () => (await import('./commands/init.ts')).init),
    )
    .command(
      'render',
      'Render, lint and write the scripts',
      options.render,
      runs(async ({ watch }) =>
        watch === true
          ? (await import('./commands/watch.ts')).watch
          : (await import('./commands/render.ts')).render,
      ),
    )
    .command(
      'check',
      'Compare what would be rendered with what is there',
      options.check,
      runs(async () => (await import('./commands/check.ts')).check),
    )
    .command(
      'diff [rev]',
      'The same as unified diffs, or what has changed since a git revision',
      (args) =>
        args.options(options.diff).positional('rev', {
          type: 'string',
          describe: 'Compare with what the config rendered to at this revision',
        }),
      runs(async () => (await import('./commands/diff.ts')).diff),
    )
    .command(
      'lint',
      'Run ShellCheck on every script and check every unit',
      options.lint,
      runs(async () => (await import('./commands/lint.ts')).lint),
    )
    .command(
      'rpm',
      'Render an RPM spec and a source archive for each role and target',
      options.rpm,
      runs(async () => (await import('./commands/rpm.ts')).rpm),
    )
    .command(
      'install',
      'Install the scripts of one role and target below a root',
      options.install,
      runs(async () => (await import('./commands/install.ts')).install),
    )
    .command(
      'list',
      'List each cluster, role and target with its mode, VIPs, services and files',
      options.list,
      runs(async () => (await import('./commands/list.ts')).list),
    )
    .command(
      'explain',
      'Tell what the scripts do, in which order and why',
      options.explain,
      runs(async () => (await import('./commands/explain.ts')).explain),
    )
    .command(
      'templates',
      'List the bundled templates, or write some out to be changed',
      options.templates,
      runs(async () => (await import('./commands/templates.ts')).templates),
    )
    .command(
      'schema',
      'Print the JSON Schema of the config',
      {},
      runs(async () => (await import('./commands/schema.ts')).schema),
    )
    .command(
      'completion [shell]',
      'Print a completion script for bash, zsh or fish',
      (args) => args.positional('shell', { choices: ['bash', 'zsh', 'fish'] as const }),
      runs(async () => (await import('./commands/completion.ts')).completion),
    )
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
