import { shellWord } from '../render/escapes.ts';
import type { GenerateOptions } from './generated.ts';

/** The command line that renders what these options select, to be pasted into a shell. */
export function renderCommand(options: GenerateOptions): string {
  const repeated = (name: string, values: readonly string[] = []): string[] =>
    values.flatMap((value) => [name, value]);
  const words = [
    'lvsgen',
    'render',
    ...(options.config === undefined ? [] : ['--config', options.config]),
    ...(options.out === undefined ? [] : ['--out', options.out]),
    ...repeated('--cluster', options.cluster),
    ...repeated('--role', options.role),
    ...repeated('--target', options.target),
  ];
  return words.map(shellWord).join(' ');
}
