import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { configNames } from '../config/find.ts';
import { isProgram } from '../config/load.ts';
import { LvsgenError } from '../diagnostic.ts';
import { type Checkout, withCheckout } from './checkout.ts';
import { type ConfigPaths, configPaths } from './config-paths.ts';
import type { Environment } from './git.ts';
import { named } from './named.ts';
import { findCommit, findRepository, type Repository } from './repository.ts';

/** Which configs of a revision are meant, and from where. */
export interface RevisionOptions {
  /** The user's folder, absolute. */
  readonly cwd: string;
  readonly env: Environment;
  /** Files and globs as the user names them; none means the one that is looked for. */
  readonly configs: readonly string[];
}

/** The configs of a revision in a temporary folder. */
export interface Revision {
  readonly commit: string;
  /** Where the user's folder would be, absolute. */
  readonly cwd: string;
  /** The configs as seen from there; none where the nearest is meant. */
  readonly configs: readonly string[];
  /** Those that the user names and the revision does not have. */
  readonly missing: readonly string[];
  /** Its top folder, absolute. */
  readonly root: string;
  /** The user's top folder, absolute. */
  readonly top: string;
  /**
   * Writes out the folder of templates that a config in this folder names.
   *
   * @returns the name by which it is found: as it was, or in the user's tree where it lies outside of the repository
   */
  readonly templates: (dir: string, folder: string) => Promise<string>;
}

/**
 * Calls `work` with what a revision has of the configs, in a temporary folder that is removed whatever happens. The
 * repository and its work tree stay as they are.
 *
 * @throws LvsgenError when there is no such revision or no config in it, when git fails, and whatever `work` throws;
 *   files of the revision are named as git names them, such as `main:lvsgen.yaml`
 */
export async function withRevision<Result>(
  rev: string,
  options: RevisionOptions,
  work: (revision: Revision) => Promise<Result>,
): Promise<Result> {
  const repository = await findRepository(options.cwd, options.env);
  const commit = await findCommit(rev, repository);
  return withCheckout(commit, repository, async (checkout) => {
    const cwd = resolve(checkout.root, repository.prefix);
    const from = { cwd: options.cwd, prefix: repository.prefix };
    const configs = configPaths(checkout.paths, options.configs, from);
    if (configs.found.length === 0) throw noConfig(rev, configs, repository);
    await writeConfigs(configs.found, checkout);
    try {
      return await work({
        commit,
        cwd,
        configs:
          options.configs.length === 0
            ? []
            : configs.found.map((path) => relative(cwd, join(checkout.root, path))),
        missing: configs.missing,
        root: checkout.root,
        top: repository.root,
        templates: (dir, folder) => writeTemplates(dir, folder, checkout, repository.root),
      });
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      throw new LvsgenError(named(error.diagnostics, { rev, cwd, root: checkout.root }));
    }
  });
}

async function writeConfigs(found: readonly string[], checkout: Checkout): Promise<void> {
  const needsMore = (path: string): boolean => isProgram(path) || isLinked(path, checkout);
  await (found.some(needsMore) ? checkout.writeAll() : checkout.write(found));
}

async function writeTemplates(
  dir: string,
  folder: string,
  checkout: Checkout,
  top: string,
): Promise<string> {
  if (isAbsolute(folder)) return folder;
  const path = relative(checkout.root, resolve(dir, folder));
  if (path === '..' || path.startsWith(`..${sep}`)) return resolve(top, path);
  const inFolder = checkout.paths.filter((one) => path === '' || one.startsWith(`${path}/`));
  const isOdd = isLinked(path, checkout) || inFolder.some((one) => checkout.links.includes(one));
  await (isOdd ? checkout.writeAll() : checkout.write(inFolder));
  return folder;
}

/** Whether the path is a symbolic link or leads through one: what it leads to is needed, too. */
function isLinked(path: string, { links }: Checkout): boolean {
  return links.some((link) => path === link || path.startsWith(`${link}/`));
}

function noConfig(rev: string, { missing }: ConfigPaths, { prefix }: Repository): LvsgenError {
  const hint = 'name a revision that has it: git log --oneline -- with its path tells which';
  if (missing.length > 0) {
    return LvsgenError.of(`${rev} has no config ${missing.join(', ')}`, hint);
  }
  const where = prefix === '' ? 'in its top folder' : `in ${prefix} and in the folders above`;
  return LvsgenError.of(
    `${rev} has no config: ${configNames.join(', ')} were looked for ${where}`,
    `${hint}; or name the config with --config`,
  );
}
