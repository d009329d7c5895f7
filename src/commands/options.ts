import type { InferredOptionTypes } from 'yargs';
import { reportFormats } from '../report/index.ts';
import { roleNames } from '../roles/artifact.ts';
import { targetNames } from '../targets/index.ts';

/** An option with one value. */
function single(describe: string) {
  return { type: 'string', requiresArg: true, describe } as const;
}

/** An option that may be given several times, with one value each. */
const repeatable = { array: true, nargs: 1 } as const;

/** The same for the names of files. Not array, which would take - for an option. */
const files = {
  type: 'string',
  coerce: (names: string | string[]) => [names].flat(),
} as const;

function formats<const Name extends string>(choices: readonly Name[], describe: string) {
  return { choices, describe: `${describe} (default: text)` } as const;
}

const config = {
  ...files,
  alias: 'c',
  requiresArg: true,
  describe: 'A config, or a glob of them; - is stdin (repeatable)',
} as const;

function out(describe: string) {
  return { ...single(describe), alias: 'o' } as const;
}

const parts = {
  config,
  cluster: { type: 'string', ...repeatable, describe: 'Only this cluster' },
  // No choices: a director of keepalived has a name, as in director-lb1.
  role: { type: 'string', ...repeatable, describe: `Only this role: ${roleNames.join(' or ')}` },
  target: { choices: targetNames, ...repeatable, describe: 'Only this system' },
} as const;

const selection = {
  ...parts,
  out: out('The folder to write to (default: generated beside the config)'),
} as const;
const format = formats(reportFormats, 'How errors and findings are printed');
const shellcheck = single('The ShellCheck to use');
const lint = {
  shellcheck,
  lint: { type: 'boolean', default: true, describe: 'Lint first (--no-lint: skip)' },
} as const;
const verbose = { type: 'boolean', describe: 'List what is unchanged, too' } as const;

const positional = { group: 'Positionals:' } as const;

/** What a command is for, and its options. */
function command<const Own>(purpose: string, options: Own) {
  return { purpose, options };
}

/** Every command, in the order of the help. */
export const commands = {
  init: command('Write a commented starter lvsgen.yaml', {}),
  render: command('Render, lint and write the scripts', {
    ...selection,
    format,
    ...lint,
    verbose,
    watch: {
      type: 'boolean',
      alias: 'w',
      describe: 'Render again after each change, until interrupted',
      conflicts: ['format', 'stdout'],
    },
    stdout: {
      type: 'string',
      conflicts: 'format',
      describe: 'Print the one selected file, or the one whose path ends so',
    },
  }),
  check: command('Compare what would be rendered with what is there', { ...selection, format }),
  'diff [rev]': command('The same as unified diffs, or what has changed since a git revision', {
    ...selection,
    format: formats(['text', 'markdown'], 'A patch, or a review for a pull request'),
    rev: {
      ...positional,
      type: 'string',
      describe: 'Compare with what the config rendered to at this revision',
    },
  }),
  'audit [file..]': command('Name what is wrong with the scripts that hosts have', {
    file: {
      ...positional,
      ...files,
      describe:
        'A script, a unit, keepalived.conf, sysctl.conf, what ipvsadm -Sn prints, or a folder of them; - is stdin',
    },
    format: formats([...reportFormats, 'nagios'], 'How findings are printed; nagios is for --host'),
    host: { type: 'boolean', describe: 'Look at this host instead of files' },
    cluster: {
      ...parts.cluster,
      implies: 'host',
      describe: 'With --host: what of this cluster is not so here',
    },
    config,
  }),
  'import <file..>': command('Make a config of the scripts that hosts have', {
    file: {
      ...positional,
      ...files,
      demandOption: true,
      describe:
        'A script of a real server or a director, a unit, a keepalived.conf, a sysctl.conf, or what ipvsadm -Sn prints; - is stdin',
    },
    out: out('Write it to this new file'),
  }),
  lint: command('Run ShellCheck on every script and check every unit', {
    ...selection,
    format,
    shellcheck,
  }),
  rpm: command('Render an RPM spec and a source archive for each role and target', {
    ...parts,
    out: out('The folder to write to (default: rpm beside the config)'),
    format,
    ...lint,
    verbose,
    'package-version': single('Version of the packages (default: rpm.version of the config)'),
    'package-release': single('Their release, without the target (default: rpm.release)'),
    build: { type: 'boolean', describe: 'Build them with rpmbuild, too' },
  }),
  install: command('Install the scripts of one role and target below a root', {
    ...parts,
    format,
    ...lint,
    root: {
      ...single('The folder to install into, such as $RPM_BUILD_ROOT'),
      demandOption: true,
    },
    filelist: single('Write the list for %files -f to this file'),
  }),
  list: command('List each cluster, role and target with its mode, VIPs, services and files', {
    ...parts,
    format: formats(['text', 'json'], 'A table, or a document for programs'),
  }),
  explain: command('Tell what the scripts do, in which order and why', {
    ...parts,
    format: formats(['text', 'mermaid'], 'In words, or as a drawing for Mermaid'),
  }),
  templates: command('List the bundled templates, or write some out to be changed', {
    config,
    eject: { type: 'string', ...repeatable, describe: 'Write out this template' },
    out: out('The folder to write to (default: the one that the config names)'),
  }),
  page: command('Print the page that renders configs in a browser, or write it to a file', {
    out: out('The file to write (default: standard output)'),
  }),
  schema: command('Print the JSON Schema of the config', {}),
  'completion [shell]': command('Print a completion script for bash, zsh or fish', {
    shell: { ...positional, choices: ['bash', 'zsh', 'fish'] },
  }),
} as const;

export type CommandName = keyof typeof commands;

export type Options<Name extends CommandName> = InferredOptionTypes<
  (typeof commands)[Name]['options']
>;

/** Which parts of which configs a command is about, and where the output goes. */
export type SelectOptions = Partial<InferredOptionTypes<typeof selection>>;

/** Whether to lint before anything is written, and by which ShellCheck. */
export type LintOptions = InferredOptionTypes<typeof lint>;
