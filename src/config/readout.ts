import type { Diagnostic, Position } from '../base/diagnostic.ts';
import type { KeyPath } from '../model/problem.ts';

/** A place in a file, ready for a diagnostic. */
export interface Place {
  readonly position: Position;
  /** The lines around the place, with a caret under it. */
  readonly frame: string;
}

/**
 * Finds the place of a key or of what stands under it. A path that leads nowhere, such as that of a missing key, is
 * found at the last key that is there.
 */
export type Locate = (path: KeyPath, at: 'key' | 'value') => Place;

/** What a text says, before anything is known about its meaning. */
export interface Readout {
  readonly config: unknown;
  /** What is wrong with the text but no longer shows in the config, such as a key that is there twice. */
  readonly findings: readonly Diagnostic[];
  /** Absent where there are no places, as in TypeScript. */
  readonly locate?: Locate;
}

/** Keys and what stands under them, as they were written. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** A map as YAML, JSON or an object literal makes it: neither a list nor an instance of a class. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Of one config nobody reads more errors and warnings at once. */
export const mostTold = 1000;
