import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { configNames } from '../config/find.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { inTemporaryFolder } from '../base/temporary-folder.ts';
import { type Environment, type GitCall, gitEnvironment, run, runWell } from './git.ts';

/** Which configs of a revision are meant, and from where. */
export interface RevisionOptions {
  /** The user's folder, absolute. */
  readonly cwd: string;
  readonly env: Environment;
  /** Files and globs as the user names them; none means the one that is looked for. */
  readonly configs: readonly string[];
}

/** A revision in a temporary folder. */
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
  /** A file of the revision as git names it, such as `main:sites/lvsgen.yaml`; any other stays as it is. */
  readonly nameOf: (file: string) => string;
}

/**
 * Calls `work` with a revision in a temporary folder that is removed whatever happens. The repository and its work tree
 * stay as they are.
 *
 * @throws LvsgenError when there is no such revision or no config in it, when git fails, and whatever `work` throws;
 *   files of the revision are named as git names them, such as `main:lvsgen.yaml`
 */
export async function withRevision<Result>(
  rev: string,
  { cwd, env, configs }: RevisionOptions,
  work: (revision: Revision) => Promise<Result>,
): Promise<Result> {
  const { top, prefix, call } = await findRepository(cwd, env);
  const names = configs.map((name) => inRepository(name, cwd, top));
  const commit = await findCommit(rev, call);
  return inTemporaryFolder(new Map(), async (folder) => {
    const root = join(folder, 'tree');
    const there = resolve(root, prefix);
    const nameOf = (file: string): string => nameIn(file, rev, there, root);
    mkdirSync(there, { recursive: true });
    const archive = join(folder, 'tree.tar');
    await runWell('git', ['archive', '--format=tar', `--output=${archive}`, commit], call);
    await runWell('tar', ['-xf', archive, '-C', root], call);
    linkModules(top, root, prefix);
    const missing = names.filter((name) => !isFound(name, there));
    if (isConfigless(names, missing, there, root)) throw noConfig(rev, missing, prefix);
    try {
      const found = names.filter((name) => !missing.includes(name));
      return await work({ commit, cwd: there, configs: found, missing, root, top, nameOf });
    } catch (error) {
      if (!(error instanceof LvsgenError)) throw error;
      throw new LvsgenError(error.diagnostics.map((one) => named(one, rev, root, nameOf)));
    }
  });
}

interface Repository {
  /** The top folder of the work tree, absolute. */
  readonly top: string;
  /** The folder below the top folder, with `/` at its end, or empty. */
  readonly prefix: string;
  /** How git is run in the top folder. */
  readonly call: GitCall;
}

async function findRepository(cwd: string, env: Environment): Promise<Repository> {
  const call = { cwd, env: gitEnvironment(env) };
  const { exitCode, stdout, stderr } = await run('git', ['rev-parse', '--show-prefix'], call);
  if (exitCode !== 0) {
    const [reason = ''] = stderr.replace(/^fatal: /, '').split('\n');
    throw LvsgenError.of(
      `${cwd} is in no work tree of git, of which a revision could be compared: ${reason}`,
      'go to a folder of the repository, or compare with what is in the output folder: lvsgen diff',
    );
  }
  const [prefix = ''] = stdout.split('\n');
  const top = resolve(cwd, ...prefix.split('/').slice(1).fill('..'));
  return { top, prefix, call: { ...call, cwd: top } };
}

async function findCommit(rev: string, call: GitCall): Promise<string> {
  const commit = await tryCommit(rev, call);
  if (commit !== undefined) return commit;
  throw LvsgenError.of(
    `git knows no revision ${JSON.stringify(rev)} that is a commit`,
    await suggestion(rev, call),
  );
}

/** No revision begins with -, and git would take it for an option. */
async function tryCommit(rev: string, call: GitCall): Promise<string | undefined> {
  if (rev === '' || rev.startsWith('-') || rev.includes('\0')) return undefined;
  const args = ['rev-parse', '--verify', '--quiet', `${rev}^{commit}`];
  const { exitCode, stdout } = await run('git', args, call);
  return exitCode === 0 ? stdout : undefined;
}

async function suggestion(rev: string, call: GitCall): Promise<string> {
  const [from = '', to = ''] = rev.split(/\.{2,3}/);
  if (rev.includes('..')) {
    return `name one revision; for the one where branches parted, $(git merge-base ${from || 'HEAD'} ${to || 'HEAD'})`;
  }
  const remote = `origin/${rev}`;
  if ((await tryCommit(remote, call)) !== undefined) return `did you mean ${remote}?`;
  const { stdout } = await run('git', ['rev-parse', '--is-shallow-repository'], call);
  return stdout === 'true'
    ? 'this clone is shallow: fetch that revision first, by fetch-depth: 0 of actions/checkout or by git fetch --unshallow'
    : 'git branch --all and git log tell which there are; git fetch brings those of the remote';
}

/** A config as the user's folder in the revision names it. */
function inRepository(name: string, cwd: string, top: string): string {
  const path = relative(top, resolve(cwd, name));
  if (path !== '..' && !path.startsWith('../'))
    return isAbsolute(name) ? relative(cwd, name) : name;
  throw LvsgenError.of(
    `${name} lies outside of the repository, so that no revision of it has this config`,
    'name a config of this repository, or run the command in the repository of that one',
  );
}

/** A file that is there is meant by its name, whatever characters that has. */
function isFound(name: string, cwd: string): boolean {
  if (existsSync(resolve(cwd, name))) return true;
  return isDynamicPattern(name) && globSync(name, { cwd, dot: true }).length > 0;
}

function isConfigless(
  names: readonly string[],
  missing: readonly string[],
  cwd: string,
  root: string,
): boolean {
  if (names.length > 0) return names.length === missing.length;
  for (let folder = cwd; ; folder = resolve(folder, '..')) {
    if (configNames.some((name) => existsSync(join(folder, name)))) return false;
    if (folder === root) return true;
  }
}

/** The packages that are installed today, for configs in TypeScript. */
function linkModules(top: string, root: string, prefix: string): void {
  const folders = prefix.split('/').map((_, index, all) => all.slice(0, index).join('/'));
  for (const folder of new Set(['', ...folders, prefix])) {
    const [from, to] = [join(top, folder, 'node_modules'), join(root, folder, 'node_modules')];
    if (existsSync(from) && !existsSync(to) && existsSync(join(root, folder)))
      symlinkSync(from, to);
  }
}

function noConfig(rev: string, missing: readonly string[], prefix: string): LvsgenError {
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

function nameIn(file: string, rev: string, cwd: string, root: string): string {
  if (file.startsWith(`${rev}:`)) return file;
  const path = relative(root, resolve(cwd, file));
  return path.startsWith('..') ? file : `${rev}:${path}`;
}

function named(
  { file, message, hint, related, ...rest }: Diagnostic,
  rev: string,
  root: string,
  nameOf: (file: string) => string,
): Diagnostic {
  const inText = (text: string): string => text.replaceAll(`${root}/`, `${rev}:`);
  return {
    ...rest,
    message: inText(message),
    ...(hint === undefined ? {} : { hint: inText(hint) }),
    ...(file === undefined ? {} : { file: nameOf(file) }),
    ...(related === undefined ? {} : { related: { ...related, file: nameOf(related.file) } }),
  };
}
