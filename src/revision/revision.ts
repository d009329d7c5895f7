import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { runTool } from '../base/run-tool.ts';
import { inTemporaryFolder } from '../base/files.ts';
import { configFiles } from '../config/load.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A revision in a temporary folder. */
export interface Revision {
  readonly commit: string;
  /** Its top folder, absolute. */
  readonly root: string;
  /** The user's top folder, absolute. */
  readonly top: string;
}

/**
 * Calls `work` with a revision in a temporary folder that is removed whatever happens. The repository and its work tree
 * stay as they are.
 *
 * @param cwd the user's folder, absolute
 */
export async function withRevision<Result>(
  rev: string,
  cwd: string,
  env: Environment,
  work: (revision: Revision) => Promise<Result>,
): Promise<Result> {
  const prefix = await run('git', ['rev-parse', '--show-prefix'], cwd, env);
  const top = resolve(cwd, ...prefix.split('/').slice(1).fill('..'));
  const commit = await run('git', ['rev-parse', '--verify', `${rev}^{commit}`], top, env, {
    message: `git knows no revision ${JSON.stringify(rev)} that is a commit`,
    hint: 'name one, such as origin/main or $(git merge-base main HEAD); to a shallow clone, fetch it first (fetch-depth: 0 of actions/checkout)',
  });
  return inTemporaryFolder(new Map(), async (folder) => {
    const root = join(folder, 'tree');
    const archive = join(folder, 'tree.tar');
    mkdirSync(join(root, prefix), { recursive: true });
    await run('git', ['archive', '--format=tar', `--output=${archive}`, commit], top, env);
    await run('tar', ['-xf', archive, '-C', root], top, env);
    linkModules(top, cwd, root);
    try {
      return await work({ commit, root, top });
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      const diagnostics = JSON.parse(JSON.stringify(error.diagnostics), (_, value: unknown) =>
        typeof value === 'string'
          ? value.replaceAll(`${root}/`, () => `${rev}:`).replaceAll(root, () => rev)
          : value,
      ) as Diagnostic[];
      throw new LvsgenError(diagnostics);
    }
  });
}

/**
 * Finds the configs of a revision.
 *
 * @param names files and globs as the user names them, seen from `cwd`; none means the one that is looked for
 * @returns absolute paths, and the names that the revision does not have
 */
export async function configsOf(
  { root, top }: Revision,
  names: readonly string[],
  cwd: string,
): Promise<{ readonly files: readonly string[]; readonly missing: readonly string[] }> {
  const there = join(root, relative(top, cwd));
  const wanted = names.map((name) => {
    const path = resolve(cwd, name);
    if (!relative(top, path).startsWith('..')) return [relative(cwd, path)];
    const message = `${name} lies outside of the repository, so that no revision of it has this config`;
    throw LvsgenError.of(message, 'run the command in the repository of that config');
  });
  const filesOf = async (files: readonly string[]): Promise<readonly string[]> => {
    const found = await configFiles({ files, cwd: there }).catch((error: unknown) => {
      if (!(error instanceof LvsgenError)) throw error;
      return [];
    });
    // One that is not named is looked for in the folders above, too.
    const paths = found.map((file) => resolve(there, file));
    return paths.filter((path) => path.startsWith(root) && existsSync(path));
  };
  const files = await Promise.all((names.length === 0 ? [[]] : wanted).map(filesOf));
  const called = names.length === 0 ? ['config'] : names;
  return {
    files: files.flat(),
    missing: called.filter((_, index) => files[index]?.length === 0),
  };
}

async function run(
  program: 'git' | 'tar',
  args: readonly string[],
  cwd: string,
  env: Environment,
  failure?: { readonly message: string; readonly hint: string },
): Promise<string> {
  // What a hook of git has set is about another call of git. What LFS keeps is too large for a config.
  const hook = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  const own = { ...env, ...hook, GIT_LFS_SKIP_SMUDGE: '1' };
  const { exitCode, stdout, stderr } = await runTool(program, args, { cwd, env: own });
  if (exitCode === 0) return stdout;
  throw LvsgenError.of(
    failure?.message ?? `${program} failed: ${stderr.trim()}`,
    failure?.hint ??
      'a revision needs git and tar, and a folder of a repository; lvsgen diff alone compares with the output folder',
  );
}

/** The packages that are installed today, for configs in TypeScript. */
function linkModules(top: string, cwd: string, root: string): void {
  for (let folder = cwd; folder.startsWith(top); folder = dirname(folder)) {
    const from = join(folder, 'node_modules');
    const to = join(root, relative(top, from));
    if (existsSync(from) && !existsSync(to) && existsSync(dirname(to))) symlinkSync(from, to);
  }
}
