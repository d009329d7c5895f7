import type { Argv } from 'yargs';
import { LvsgenError } from './base/diagnostic.ts';
import type { ExitCode, Io } from './base/io.ts';
import type { Report } from './commands/report.ts';
import { reportFormats } from './report/index.ts';
import { roleNames } from './roles/artifact.ts';
import { targetMeant, targetNames } from './targets/index.ts';

type Command<Options> = (options: Options, io: Io, report: Report) => ExitCode | Promise<ExitCode>;

/** Makes the handler of a command, which is loaded when it runs. */
export type Runs = <Options>(
  load: (options: Options) => Promise<Command<Options>>,
) => (options: Options) => Promise<void>;

const config = {
  alias: 'c',
  type: 'string',
  requiresArg: true,
  // Not array, which would take - for an option.
  coerce: (files: string | string[]) => [files].flat(),
  describe: 'A config, or a glob of them; - is stdin (repeatable)',
} as const;
const repeatable = { array: true, nargs: 1 } as const;
const parts = {
  config,
  cluster: { type: 'string', ...repeatable, describe: 'Only this cluster' },
  role: { choices: roleNames, ...repeatable, describe: 'Only this role' },
  target: { choices: targetNames, ...repeatable, describe: 'Only this system' },
} as const;
const out = single('out', 'The output folder (default: generated beside the config)', 'o');
const selection = { ...parts, out } as const;
const format = formats(reportFormats, 'How errors and findings are printed');
const shellcheck = single('shellcheck', 'The ShellCheck to use');
const lint = {
  shellcheck,
  lint: { type: 'boolean', default: true, describe: 'Lint first (--no-lint: skip)' },
} as const;

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
        out: single('out', 'The output folder (default: rpm beside the config)', 'o'),
        format,
        ...lint,
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

/** An option with one value; yargs would make a list of two. */
function single(name: string, describe: string, alias: string[] | string = []) {
  const coerce = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new Error(`--${name} is given more than once: it takes one value`);
  };
  return { type: 'string', requiresArg: true, coerce, describe, alias } as const;
}

function formats<const Name extends string>(choices: readonly Name[], describe: string) {
  return { choices, default: 'text', describe } as const;
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
  const meant = targetMeant(/Argument: target, Given: "([^"]*)"/.exec(message)?.[1] ?? '');
  const hint = meant === undefined ? 'see lvsgen --help' : `did you mean ${meant}?`;
  return LvsgenError.of(first.toLowerCase() + rest.join(''), hint);
}
