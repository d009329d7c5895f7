import type { Mode } from '../model/cluster-settings.ts';
import type { KeyPath, Problem } from '../model/problem.ts';
import { foreignKey } from './foreign-keys.ts';
import { isPlainMap, type PlainMap } from './readout.ts';

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
      foreignKey([...path, key], mode) === undefined,
  );
  const kept = Object.entries(own).map(([key, value]): [string, unknown] => {
    const below = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    const isMerged = isPlainMap(value) && isPlainMap(below);
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
  const path = placeWritten(problem.path, config);
  return { ...problem, path, first: problem.first && placeWritten(problem.first, other) };
}

/** Where a path below a cluster was written. A key that is missing in both is missed in the cluster. */
function placeWritten(path: KeyPath, config: unknown): KeyPath {
  const [top, name, ...steps] = path;
  if (top !== 'clusters' || name === undefined) return path;
  let own = at(at(config, 'clusters'), name);
  let shared = at(config, 'defaults');
  for (const step of steps) {
    if (!isPlainMap(own) || Array.isArray(own)) return path;
    if (!Object.hasOwn(own, step)) {
      return at(shared, step) === undefined ? path : ['defaults', ...steps];
    }
    own = own[step];
    shared = at(shared, step);
  }
  return path;
}

function at(value: unknown, key: string | number): unknown {
  return isPlainMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
