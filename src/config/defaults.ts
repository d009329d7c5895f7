import type { Mode } from '../model/cluster.ts';
import {
  isPlainMap,
  type KeyPath,
  type PlainMap,
  type Problem,
  stepInto,
} from '../model/problem.ts';
import { foreignKeyFault } from './schema-problems.ts';

/**
 * A cluster as it is meant: under what it says itself lies what `defaults` says, maps key by key. Left out are keys
 * that its mode does not have, and the director where it has none of its own.
 *
 * @param path that of the cluster, or of the map below it that is merged
 */
export function mergeDefaults(
  own: PlainMap,
  defaults: PlainMap,
  mode: Mode | undefined,
  path: KeyPath,
): PlainMap {
  const added = Object.entries(defaults).filter(
    ([key]) =>
      !Object.hasOwn(own, key) &&
      key !== 'director' &&
      foreignKeyFault([...path, key], mode) === undefined,
  );
  const kept = Object.entries(own).map(([key, value]): [string, unknown] => {
    const below = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    // No map is deeper than clusters.web.director.keepalived.directors.lb1; what is written may be, or even go in a circle.
    const isMerged = path.length < 6 && isPlainMap(value) && isPlainMap(below);
    return [key, isMerged ? mergeDefaults(value, below, mode, [...path, key]) : value];
  });
  return Object.fromEntries([...kept, ...added]);
}

/**
 * A problem with its places where they were written: in the cluster, or in the defaults under it.
 *
 * @param other the config in which stands what it collides with
 */
export function whereWritten(problem: Problem, config: unknown, other = config): Problem {
  const { path, first } = problem;
  return { ...problem, path: placeOf(path, config), first: first && placeOf(first, other) };
}

function placeOf(path: KeyPath, config: unknown): KeyPath {
  const inDefaults: KeyPath = ['defaults', ...path.slice(2)];
  return !isWritten(path, config) && isWritten(inDefaults, config) ? inDefaults : path;
}

export function isWritten(path: KeyPath, config: unknown): boolean {
  return path.reduce(stepInto, config) !== undefined;
}
