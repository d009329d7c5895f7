import type { Argv } from 'yargs';
import type { ExitCode, Io } from './base/io.ts';
import type { Report } from './commands/report.ts';
import { config, format, formats, lint, out, parts, repeatable } from './options.ts';
import { selection, shellcheck, single, verbose } from './options.ts';

type Command<Options> = (options: Options, io: Io, report: Report) => ExitCode | Promise<ExitCode>;

/** Makes the handler of a command, which is loaded when it runs; --format is that of its report unless it has its own. */
export type Runs = <Options>(
  load: (options: Options) => Promise<Command<Options>>,
  hasOwnFormat?: boolean,
) => (options: Options) => Promise<void>;

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
      {
        ...selection,
        format,
        ...lint,
        verbose,
        watch: {
          alias: 'w',
          type: 'boolean',
          default: false,
          describe: 'Render again after each change, until interrupted',
        },
        stdout: {
          type: 'string',
          describe: 'Print the one selected file, or the one whose path ends so',
        },
      } as const,
      runs(async ({ watch }) =>
        watch
          ? (await import('./commands/watch.ts')).watch
          : (await import('./commands/render.ts')).render,
      ),
    )
    .command(
      'check',
      'Compare what would be rendered with what is there',
      { ...selection, format },
      runs(async () => (await import('./commands/check.ts')).check),
    )
    .command(
      'diff [rev]',
      'The same as unified diffs, or what has changed since a git revision',
      (args) =>
        args
          .options({
            ...selection,
            format: formats(['text', 'markdown'], 'A patch, or a review for a pull request'),
          })
          .positional('rev', {
            type: 'string',
            describe: 'Compare with what the config rendered to at this revision',
          }),
      runs(async () => (await import('./commands/diff.ts')).diff),
    )
    .command(
      'lint',
      'Run ShellCheck on every script and check every unit',
      { ...selection, format, shellcheck },
      runs(async () => (await import('./commands/lint.ts')).lint),
    )
    .command(
      'rpm',
      'Render an RPM spec and a source archive for each role and target',
      {
        ...parts,
        out: out('rpm'),
        format,
        ...lint,
        verbose,
        'package-version': single(
          'package-version',
          'Version of the packages (default: rpm.version of the config)',
        ),
        'package-release': single(
          'package-release',
          'Their release, without the target (default: rpm.release)',
        ),
        build: { type: 'boolean', default: false, describe: 'Build them with rpmbuild, too' },
      } as const,
      runs(async () => (await import('./commands/rpm.ts')).rpm),
    )
    .command(
      'install',
      'Install the scripts of one role and target below a root',
      {
        ...parts,
        format,
        ...lint,
        root: {
          ...single('root', 'The folder to install into, such as $RPM_BUILD_ROOT'),
          demandOption: true,
        },
        filelist: single('filelist', 'Write the list for %files -f to this file'),
      } as const,
      runs(async () => (await import('./commands/install.ts')).install),
    )
    .command(
      'list',
      'List each cluster, role and target with its mode, VIPs, services and files',
      { ...parts, format: formats(['text', 'json'], 'A table, or a document for programs') },
      runs(async () => (await import('./commands/list.ts')).list, true),
    )
    .command(
      'explain',
      'Tell what the scripts do, in which order and why',
      { ...parts, format: formats(['text', 'mermaid'], 'In words, or as a drawing for Mermaid') },
      runs(async () => (await import('./commands/explain.ts')).explain),
    )
    .command(
      'templates',
      'List the bundled templates, or write some out to be changed',
      {
        config,
        eject: { type: 'string', ...repeatable, describe: 'Write out this template' },
        out: single('out', 'The folder to write to (default: the one that the config names)', 'o'),
      } as const,
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
    .check(refuseMoreWords)
    .detectLocale(false)
    .exitProcess(false)
    .fail((message: string | null, error: unknown) => {
      if (error instanceof Error && error.name !== 'YError') throw error;
      throw new UsageError(message ?? 'the call is not understood');
    });
}

/** Words behind -- are for no command; yargs would pass over them. */
function refuseMoreWords({ _: words }: { readonly _: readonly (string | number)[] }): true {
  if (words.length < 2) return true;
  throw new UsageError(`Unknown argument: ${words.slice(1).join(', ')}`);
}
