import { shellWord } from '../render/shell.ts';
import type { Selection } from '../roles/selection.ts';

/** Which parts of which configs a command is about, and where the output goes. */
export interface SelectOptions {
  readonly config?: readonly string[] | undefined;
  readonly cluster?: readonly string[] | undefined;
  readonly role?: readonly string[] | undefined;
  readonly target?: readonly string[] | undefined;
  readonly out?: string | undefined;
}

/** What the options select. */
export function selectionOf({ cluster = [], role = [], target = [] }: SelectOptions): Selection {
  return { clusters: cluster, roles: role, targets: target };
}

/** A command line with these options, to be pasted into a shell. */
export function commandLine(command: readonly string[], options: SelectOptions): string {
  // In one word where the value would be taken for another option.
  const option = (name: string, value: string): string[] =>
    /^-./.test(value) ? [`--${name}=${value}`] : [`--${name}`, value];
  const words = (['config', 'out', 'cluster', 'role', 'target'] as const).flatMap((name) =>
    [options[name] ?? []].flat().flatMap((value) => option(name, value)),
  );
  return ['lvsgen', ...command, ...words].map(shellWord).join(' ');
}
