import type { Effect } from './effect.ts';
import type { Unknowns } from './unknowns.ts';

/** A call of a program: its name without a folder, the words behind it, and what it reads. */
export interface Call {
  readonly program: string;
  readonly words: readonly string[];
  readonly stdin: string;
}

/** The effects that the calls of a program have. */
export type Reads = (call: Call, unknowns: Unknowns) => readonly Effect[];

/** An interface without its alias, and the alias as a label. */
export function named(name: string): { readonly device: string; readonly label?: string } {
  const [device = ''] = name.split(':');
  return device === name ? { device } : { device, label: name };
}

/** The words behind these keys, by their key; the others in their order. */
export function sorted(
  words: readonly string[],
  keys: readonly string[],
): { readonly values: ReadonlyMap<string, string>; readonly others: readonly string[] } {
  const values = new Map<string, string>();
  const others: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (keys.includes(word)) values.set(word, words[(at += 1)] ?? '');
    else others.push(word);
  }
  return { values, others };
}
