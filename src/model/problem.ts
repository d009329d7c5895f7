import type { Severity } from '../base/diagnostic.ts';
import { quote } from '../base/quote.ts';

/** The keys and list positions (from zero) that lead to a place in the config. */
export type KeyPath = readonly (string | number)[];

/** A path as a message shows it: `clusters.web.vips[0]`. Keys that are no plain words stand in quotes. */
export function keyText(path: KeyPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[A-Za-z$_][A-Za-z0-9$_-]{0,99}$/.test(step)) {
        return index === 0 ? quote(step) : `[${quote(step)}]`;
      }
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** Something wrong with a config, named by the place in its structure: where that is in a file comes later. */
export interface Problem {
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly path: KeyPath;
  /** Whether the key itself is wrong, or what stands under it. */
  readonly at: 'key' | 'value';
  /** Where the thing that it collides with stands; the reporter adds the place to the message. */
  readonly first?: KeyPath | undefined;
}

/** A problem of what stands at the path. */
export function problemAt(
  severity: Severity,
  path: KeyPath,
  message: string,
  hint?: string,
  first?: KeyPath,
): Problem {
  return { severity, path, at: 'value', message, hint, first };
}

/** A problem of the key at the end of the path itself. */
export function problemAtKey(
  severity: Severity,
  path: KeyPath,
  message: string,
  hint?: string,
  first?: KeyPath,
): Problem {
  return { ...problemAt(severity, path, message, hint, first), at: 'key' };
}

/** The same problem, seen from further up in the config. */
export function below(parent: KeyPath, problem: Problem): Problem {
  const first = problem.first && [...parent, ...problem.first];
  return { ...problem, path: [...parent, ...problem.path], first };
}
