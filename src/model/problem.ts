import type { Severity } from '../base/diagnostic.ts';
import { quote } from '../base/quote.ts';

/** The keys and list positions (from zero) that lead to a place in the config. */
export type KeyPath = readonly (string | number)[];

/** A path as a message shows it: `clusters.web.vips[0]`. Keys that are no plain words stand in quotes. */
export function keyText(path: KeyPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const isPlain = /^[A-Za-z$_][A-Za-z0-9$_-]{0,99}$/.test(step);
      if (index === 0) return isPlain ? step : quote(step);
      return isPlain ? `.${step}` : `[${quote(step)}]`;
    })
    .join('');
}

/** What is wrong with a single value, and what to write instead. */
export type Fault = readonly [message: string, hint: string];

/** Something wrong with a config, named by its place in the structure: where that is in a file comes later. */
export interface Problem {
  readonly severity: Severity;
  readonly path: KeyPath;
  readonly message: string;
  readonly hint: string;
  /** Whether the key itself is wrong, and not what stands under it. */
  readonly onKey?: boolean;
  /** Where the thing that it collides with stands. */
  readonly first?: KeyPath | undefined;
}

/** An error, which keeps the config from being rendered. */
export function refuse(
  path: KeyPath,
  message: string,
  hint: string,
  more: Pick<Problem, 'onKey' | 'first'> = {},
): Problem {
  return { severity: 'error', path, message, hint, ...more };
}

/** A warning about what is right but may not be meant. */
export function warn(
  path: KeyPath,
  message: string,
  hint: string,
  more: Pick<Problem, 'onKey' | 'first'> = {},
): Problem {
  return { severity: 'warning', path, message, hint, ...more };
}

/** Tells errors from warnings. */
export function isError({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error';
}

/** An error for every item of a list that stands further up in it already. */
export function repeated(list: KeyPath, items: readonly (string | number)[]): Problem[] {
  const seen = new Map<string | number, number>();
  return items.flatMap((item, index) => {
    const earlier = seen.get(item);
    if (earlier === undefined) seen.set(item, index);
    if (earlier === undefined) return [];
    const first = [...list, earlier];
    return [refuse([...list, index], `${item} is there twice`, 'remove one of them', { first })];
  });
}
