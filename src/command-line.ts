import type { Argv } from 'yargs';
import { diffFormats } from './commands/diff-formats.ts';
import { explainFormats } from './commands/explain-formats.ts';
import type { Report } from './commands/report.ts';
import { LvsgenError } from './base/diagnostic.ts';
import type { ExitCode, Io } from './base/io.ts';
import {
  once,
  repeatable,
  withConfig,
  withFormat,
  withLint,
  withOut,
  withParts,
  withSelection,
  withShellCheck,
} from './options.ts';

/** Makes a handler for yargs of a command, whose exit code becomes that of the run. */
export type Runs = <Options>(
  command: (options: Options, report: Report) => ExitCode | Promise<ExitCode>,
) => (options: Options) => Promise<void>;

/** Every command with its options. */
export function commandLine(parser: Argv, io: Io, runs: Runs): Argv {
  return parser
    .scriptName('lvsgen')
    .usage('$0 <command>\n\nRenders the scripts of Linux Virtual Server nodes from one config.')
    .command(
      'init',
      'Write a commented starter lvsgen.yaml',
      (args) => args,
      runs(async () => (await import('./commands/init.ts')).init(io)),
    )
    .command(
      'render',
      'Render, lint and write the scripts',
      (args) =>
        withLint(withSelection(args))
          .option('watch', {
            alias: 'w',
            type: 'boolean',
            default: false,
            describe: 'Render again after each change, until interrupted',
          })
          .option('stdout', {
            type: 'string',
            describe: 'Print the one selected file, or the one whose path ends so',
          }),
      runs(async (options, report) =>
        (await import('./commands/render.ts')).render(options, io, report),
      ),
    )
    .command(
      'check',
      'Compare what would be rendered with what is there',
      withSelection,
      runs(async (options, report) =>
        (await import('./commands/check.ts')).check(options, io, report),
      ),
    )
    .command(
      'diff [rev]',
      'The same as unified diffs, or what has changed since a git revision',
      (args) =>
        withOut(args)
          .positional('rev', {
            type: 'string',
            describe: 'Compare with what the config rendered to at this revision',
          })
          .option('format', {
            choices: diffFormats,
            default: 'text' as const,
            describe: 'A patch, or a review for a pull request',
          }),
      runs(async (options, report) =>
        (await import('./commands/diff.ts')).diff(options, io, report),
      ),
    )
    .command(
      'lint',
      'Run ShellCheck on every script and check every unit',
      (args) => withShellCheck(withSelection(args)),
      runs(async (options, report) =>
        (await import('./commands/lint.ts')).lint(options, io, report),
      ),
    )
    .command(
      'rpm',
      'Render an RPM spec and a source archive for each role and target',
      (args) =>
        withLint(withSelection(args, 'rpm'))
          .option('package-version', {
            ...once('package-version'),
            describe: 'The version of the packages (default: rpm.version of the config)',
          })
          .option('package-release', {
            ...once('package-release'),
            describe: 'Their release, without the target (default: rpm.release of the config)',
          })
          .option('build', {
            type: 'boolean',
            default: false,
            describe: 'Build the packages with rpmbuild, too',
          }),
      runs(async (options, report) => (await import('./commands/rpm.ts')).rpm(options, io, report)),
    )
    .command(
      'install',
      'Install the scripts of one role and target below a root',
      (args) =>
        withLint(withFormat(withParts(args)))
          .option('root', {
            ...once('root'),
            demandOption: true,
            describe: 'The folder to install into, such as $RPM_BUILD_ROOT',
          })
          .option('filelist', {
            ...once('filelist'),
            describe: 'Write the list for %files -f to this file',
          }),
      runs(async (options, report) =>
        (await import('./commands/install.ts')).install(options, io, report),
      ),
    )
    .command(
      'explain',
      'Tell what the scripts do, in which order and why',
      (args) =>
        withParts(args).option('format', {
          choices: explainFormats,
          default: 'text' as const,
          describe: 'In words, or as a drawing for Mermaid',
        }),
      runs(async (options, report) =>
        (await import('./commands/explain.ts')).explain(options, io, report),
      ),
    )
    .command(
      'templates',
      'List the bundled templates, or write some out to be changed',
      (args) =>
        withConfig(args)
          .option('eject', { type: 'string', ...repeatable, describe: 'Write out this template' })
          .option('out', {
            alias: 'o',
            ...once('out'),
            describe: 'The folder to write it to (default: the one that the config names)',
          }),
      runs(async (options) => (await import('./commands/templates.ts')).templates(options, io)),
    )
    .command(
      'schema',
      'Print the JSON Schema of the config',
      (args) => args,
      runs(async () => (await import('./commands/schema.ts')).schema(io)),
    )
    .completion('completion', 'Print a completion script for bash or zsh')
    .demandCommand(1, 1, 'no command is given', 'more than one command is given')
    .strict()
    .check(refuseMoreWords)
    .recommendCommands()
    .detectLocale(false)
    .exitProcess(false)
    .fail((message: string | null, error: unknown) => {
      if (error instanceof Error && error.name !== 'YError') throw error;
      throw usageError(message ?? 'the call is not understood');
    });
}

/** Words behind -- are for no command; yargs would pass over them. */
function refuseMoreWords({ _: words }: { readonly _: readonly (string | number)[] }): true {
  if (words.length < 2) return true;
  throw usageError(`Unknown argument: ${words.slice(1).join(', ')}`);
}

function usageError(message: string): LvsgenError {
  if (message.startsWith('Did you mean')) {
    return LvsgenError.of('there is no such command', `${message.toLowerCase()} See lvsgen --help`);
  }
  const [first = '', ...rest] = message.trim();
  return LvsgenError.of(first.toLowerCase() + rest.join(''), 'see lvsgen --help');
}
