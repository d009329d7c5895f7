import { isAbsolute, relative } from 'node:path';
import { join } from 'node:path/posix';
import picomatch from 'picomatch';
import { escapePath, isDynamicPattern } from 'tinyglobby';
import { configNames } from '../config/find.ts';
import { LvsgenError } from '../diagnostic.ts';

/** Which files of a revision are configs that are meant. */
export interface ConfigPaths {
  /** Below the top folder, each once. */
  readonly found: readonly string[];
  /** What was named and is not there, as the user named it. */
  readonly missing: readonly string[];
}

/** Where names are seen from. */
interface From {
  /** The user's folder, absolute. */
  readonly cwd: string;
  /** The same below the top folder of the repository, with `/` at its end, or empty. */
  readonly prefix: string;
}

/**
 * The configs that are named, as `loadConfigs` would find them if the revision were checked out. Without a name: every
 * one that may be the nearest.
 *
 * @param paths what the revision has, below the top folder
 * @param names files and globs as the user names them
 * @throws LvsgenError when one of them lies outside of the repository
 */
export function configPaths(
  paths: readonly string[],
  names: readonly string[],
  from: From,
): ConfigPaths {
  const present = new Set(paths);
  if (names.length === 0) {
    const folders = ancestors(from.prefix);
    const candidates = folders.flatMap((folder) => configNames.map((name) => folder + name));
    return { found: candidates.filter((path) => present.has(path)), missing: [] };
  }
  const matches = names.map((name) => {
    const path = inRepository(name, from);
    // A file that is there is meant by its name, whatever characters that has.
    if (present.has(path)) return [path];
    if (!isDynamicPattern(name)) return [];
    const isMatch = picomatch(inRepository(name, { ...from, prefix: escapePath(from.prefix) }));
    return paths.filter((candidate) => isMatch(candidate));
  });
  return {
    found: [...new Set(matches.flat())],
    missing: names.filter((_, index) => matches[index]?.length === 0),
  };
}

/** The folders from this one up to the top, each with `/` at its end but for the top itself. */
function ancestors(prefix: string): readonly string[] {
  const segments = prefix.split('/').slice(0, -1);
  const folders = segments.map((_, index) => `${segments.slice(0, index + 1).join('/')}/`);
  return ['', ...folders].toReversed();
}

function inRepository(name: string, { cwd, prefix }: From): string {
  const path = join(prefix, isAbsolute(name) ? relative(cwd, name) : name);
  if (path !== '..' && !path.startsWith('../')) return path;
  throw LvsgenError.of(
    `${name} lies outside of the repository, so that no revision of it has this config`,
    'name a config of this repository, or run the command in the repository of that one',
  );
}
