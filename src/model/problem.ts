import type { Severity } from '../base/diagnostic.ts';
import { quote } from '../base/words.ts';
import type { Feature, Target } from '../targets/index.ts';

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

/** Keys and what stands under them, as they were written. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** A map as YAML, JSON or an object literal makes it: neither a list nor an instance of a class. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** What stands under a key of a map. */
export function under(value: unknown, key: string | number): unknown {
  return isPlainMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** What stands under a key of a map, or at a place of a list. */
export function stepInto(value: unknown, step: string | number): unknown {
  return Array.isArray(value) ? value[Number(step)] : under(value, step);
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

type Make = (
  path: KeyPath,
  message: string,
  hint: string,
  more?: Pick<Problem, 'onKey' | 'first'>,
) => Problem;

const problem =
  (severity: Severity): Make =>
  (path, message, hint, more = {}) => ({ severity, path, message, hint, ...more });

/** An error, which keeps the config from being rendered. */
export const refuse = problem('error');
/** A warning about what is right but may not be meant. */
export const warn = problem('warning');

export function isError({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error';
}

/** That something is not possible on a target, where that does not have the feature. */
export function impossible(what: string, target: Target, feature: Feature): string | undefined {
  const reason = target.missing[feature];
  return (
    reason && `${what} is not possible on the target ${target.name}: ${target.title} ${reason}`
  );
}
