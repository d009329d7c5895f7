import type { InferredOptionTypes } from 'yargs';
import { reportFormats } from '../report/index.ts';
import { roleNames } from '../roles/artifact.ts';
import { targetNames } from '../targets/index.ts';

/** An option with one value; yargs would make a list of two. */
function single(name: string, describe: string) {
  const coerce = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new Error(`--${name} is given more than once: it takes one value`);
  };
  return { type: 'string', requiresArg: true, coerce, describe } as const;
}

/** An option that may be given several times, with one value each. */
const repeatable = { array: true, nargs: 1 } as const;

function formats<const Name extends string>(choices: readonly Name[], describe: string) {
  return { choices, describe: `${describe} (default: text)` } as const;
}

const config = {
  alias: 'c',
  type: 'string',
  requiresArg: true,
  // Not array, which would take - for an option.
  coerce: (files: string | string[]) => [files].flat(),
  describe: 'A config, or a glob of them; - is stdin (repeatable)',
} as const;

function out(place: string) {
  return { ...single('out', `The folder to write to (default: ${place})`), alias: 'o' } as const;
}

const parts = {
  config,
  cluster: { type: 'string', ...repeatable, describe: 'Only this cluster' },
  // No choices: a director of keepalived has a name, as in director-lb1.
  role: { type: 'string', ...repeatable, describe: `Only this role: ${roleNames.join(' or ')}` },
  target: { choices: targetNames, ...repeatable, describe: 'Only this system' },
} as const;

const selection = { ...parts, out: out('generated beside the config') } as const;
const format = formats(reportFormats, 'How errors and findings are printed');
const shellcheck = single('shellcheck', 'The ShellCheck to use');
const lint = {
  shellcheck,
  lint: { type: 'boolean', default: true, describe: 'Lint first (--no-lint: skip)' },
} as const;
const verbose = { type: 'boolean', describe: 'List what is unchanged, too' } as const;

const positional = { group: 'Positionals:' } as const;

const files = {
  ...positional,
  type: 'string',
  // Not array, which would take - for an option.
  coerce: (names: string | string[]) => [names].flat(),
} as const;

/** The options of each command, in the order of the help. */
export const options = {
  init: {},
  render: {
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
  },
  check: { ...selection, format },
  'diff [rev]': {
    ...selection,
    format: formats(['text', 'markdown'], 'A patch, or a review for a pull request'),
    rev: {
      ...positional,
      type: 'string',
      describe: 'Compare with what the config rendered to at this revision',
    },
  },
  'audit [file..]': {
    file: {
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
  },
  'import <file..>': {
    file: {
      ...files,
      demandOption: true,
      describe:
        'A script of a real server or a director, a unit, a keepalived.conf, a sysctl.conf, or what ipvsadm -Sn prints; - is stdin',
    },
    out: { ...single('out', 'Write it to this new file'), alias: 'o' },
  },
  lint: { ...selection, format, shellcheck },
  rpm: {
    ...parts,
    out: out('rpm beside the config'),
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
    build: { type: 'boolean', describe: 'Build them with rpmbuild, too' },
  },
  install: {
    ...parts,
    format,
    ...lint,
    root: {
      ...single('root', 'The folder to install into, such as $RPM_BUILD_ROOT'),
      demandOption: true,
    },
    filelist: single('filelist', 'Write the list for %files -f to this file'),
  },
  list: { ...parts, format: formats(['text', 'json'], 'A table, or a document for programs') },
  explain: {
    ...parts,
    format: formats(['text', 'mermaid'], 'In words, or as a drawing for Mermaid'),
  },
  templates: {
    config,
    eject: { type: 'string', ...repeatable, describe: 'Write out this template' },
    out: out('the one that the config names'),
  },
  page: { out: { ...single('out', 'The file to write (default: standard output)'), alias: 'o' } },
  schema: {},
  'completion [shell]': { shell: { ...positional, choices: ['bash', 'zsh', 'fish'] } },
} as const;

export type CommandName = keyof typeof options;

export type Options<Name extends CommandName> = InferredOptionTypes<(typeof options)[Name]>;

/** Which parts of which configs a command is about, and where the output goes. */
export type SelectOptions = Partial<InferredOptionTypes<typeof selection>>;

/** Whether to lint before anything is written, and by which ShellCheck. */
export type LintOptions = InferredOptionTypes<typeof lint>;
