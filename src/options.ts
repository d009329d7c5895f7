import type { Argv } from 'yargs';
import { roleNames } from './roles/artifact.ts';
import { reportFormats } from './report/index.ts';
import { targetNames } from './targets/index.ts';

// The types of the options are what yargs infers from them.
/* eslint-disable @typescript-eslint/explicit-module-boundary-types */

/** Which configs. */
export function withConfig<Options>(args: Argv<Options>) {
  return args.option('config', {
    alias: 'c',
    type: 'string',
    requiresArg: true,
    // Not array, which would take - for an option.
    coerce: (files: string | string[]) => [files].flat(),
    describe: 'A config, or a glob of them; - is stdin (repeatable)',
  });
}

/** Which configs, and which parts of them. */
export function withParts<Options>(args: Argv<Options>) {
  return withConfig(args)
    .option('cluster', { type: 'string', ...repeatable, describe: 'Only this cluster' })
    .option('role', { choices: roleNames, ...repeatable, describe: 'Only this role' })
    .option('target', { choices: targetNames, ...repeatable, describe: 'Only this system' });
}

/** Which parts of which configs, and where they are rendered to. */
export function withOut<Options>(args: Argv<Options>, folder = 'generated') {
  return withParts(args).option('out', {
    alias: 'o',
    ...once('out'),
    describe: `The output folder (default: ${folder} beside the config)`,
  });
}

/** Which parts of which configs, where they are rendered to, and how that is reported. */
export function withSelection<Options>(args: Argv<Options>, folder?: string) {
  return withFormat(withOut(args, folder));
}

/** How errors and findings are reported. */
export function withFormat<Options>(args: Argv<Options>) {
  return args.option('format', {
    choices: reportFormats,
    default: 'text' as const,
    describe: 'How errors and findings are printed',
  });
}

/** Which linter. */
export function withShellCheck<Options>(args: Argv<Options>) {
  return args.option('shellcheck', { ...once('shellcheck'), describe: 'The ShellCheck to use' });
}

/** Whether to lint, and with which linter. */
export function withLint<Options>(args: Argv<Options>) {
  return withShellCheck(args).option('lint', {
    type: 'boolean',
    default: true,
    describe: 'Lint first (--no-lint: skip)',
  });
}

/** An option that may be given several times, with one value each. */
export const repeatable = { array: true, nargs: 1 } as const;

/** An option with one value; yargs would make a list of two. */
export function once(name: string) {
  const coerce = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new Error(`--${name} is given more than once: it takes one value`);
  };
  return { type: 'string', requiresArg: true, coerce } as const;
}
