import { reportFormats } from './report/index.ts';
import { roleNames } from './roles/artifact.ts';
import { targetNames } from './targets/index.ts';

// Their types are what yargs infers the types of the commands' options from.
/* eslint-disable @typescript-eslint/explicit-module-boundary-types */

/** Which configs. */
export const config = {
  alias: 'c',
  type: 'string',
  requiresArg: true,
  // Not array, which would take - for an option.
  coerce: (files: string | string[]) => [files].flat(),
  describe: 'A config, or a glob of them; - is stdin (repeatable)',
} as const;

/** Of an option that may be given several times, with one value each. */
export const repeatable = { array: true, nargs: 1 } as const;

/** Which parts of which configs. */
export const parts = {
  config,
  cluster: { type: 'string', ...repeatable, describe: 'Only this cluster' },
  role: { choices: roleNames, ...repeatable, describe: 'Only this role' },
  target: { choices: targetNames, ...repeatable, describe: 'Only this system' },
} as const;

/** The same, and where they are rendered to. */
export const selection = { ...parts, out: out('generated') } as const;

/** How errors and findings are reported. */
export const format = formats(reportFormats, 'How errors and findings are printed');

/** Which linter. */
export const shellcheck = single('shellcheck', 'The ShellCheck to use');

/** Whether to lint, and with which linter. */
export const lint = {
  shellcheck,
  lint: { type: 'boolean', default: true, describe: 'Lint first (--no-lint: skip)' },
} as const;

/** Whether to list what is unchanged. */
export const verbose = {
  type: 'boolean',
  default: false,
  describe: 'List what is unchanged, too',
} as const;

/** An option with one value; yargs would make a list of two. */
export function single(name: string, describe: string, alias: string[] | string = []) {
  const coerce = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new Error(`--${name} is given more than once: it takes one value`);
  };
  return { type: 'string', requiresArg: true, coerce, describe, alias } as const;
}

export function formats<const Name extends string>(choices: readonly Name[], describe: string) {
  return { choices, default: 'text', describe } as const;
}

/** Where the output goes. */
export function out(folder: string) {
  return single('out', `The output folder (default: ${folder} beside the config)`, 'o');
}
