import { shellWord } from '../render/shell.ts';
import type { GenerateOptions } from './generated.ts';

/** The command line that renders what these options select, to be pasted into a shell. */
export function renderCommand(options: GenerateOptions): string {
  return commandLine(['render'], options);
}

/** A command line with these options, to be pasted into a shell. */
export function commandLine(command: readonly string[], options: GenerateOptions): string {
  const repeated = (name: string, values: readonly string[] = []): string[] =>
    values.flatMap((value) => option(name, value));
  const words = [
    'lvsgen',
    ...command,
    ...repeated('--config', options.config),
    ...(options.out === undefined ? [] : option('--out', options.out)),
    ...repeated('--cluster', options.cluster),
    ...repeated('--role', options.role),
    ...repeated('--target', options.target),
  ];
  return words.map(shellWord).join(' ');
}

/** In one word where the value would be taken for another option. */
function option(name: string, value: string): string[] {
  return /^-./.test(value) ? [`${name}=${value}`] : [name, value];
}
