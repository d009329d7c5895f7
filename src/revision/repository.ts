import { resolve } from 'node:path';
import { LvsgenError } from '../diagnostic.ts';
import { type Environment, git, type GitCall, gitEnvironment } from './git.ts';

/** A git repository, as seen from a folder of its work tree. */
export interface Repository {
  /** The top folder of the work tree, absolute. */
  readonly root: string;
  /** The folder below the top folder, with `/` at its end, or empty. */
  readonly prefix: string;
  /** Where git keeps its data, absolute. */
  readonly gitDir: string;
  readonly env: Environment;
}

/**
 * Finds the repository that a folder lies in.
 *
 * @throws LvsgenError when it lies in no work tree of git, or there is no git
 */
export async function findRepository(cwd: string, env: Environment): Promise<Repository> {
  const call = { cwd, env: gitEnvironment(env) };
  const args = ['rev-parse', '--show-toplevel', '--show-prefix', '--git-dir'];
  const { exitCode, stdout, stderr } = await git(args, call);
  if (exitCode !== 0) {
    const [reason = ''] = stderr.replace(/^fatal: /, '').split('\n');
    throw LvsgenError.of(
      `${cwd} is in no work tree of git, of which a revision could be compared: ${reason}`,
      'go to a folder of the repository, or compare with what is in the output folder: lvsgen diff',
    );
  }
  const [, prefix = '', gitDir = ''] = stdout.split('\n');
  const root = resolve(cwd, ...prefix.split('/').slice(1).fill('..'));
  return { root, prefix, gitDir: resolve(cwd, gitDir), env: call.env };
}

/**
 * Finds the commit that a revision names.
 *
 * @throws LvsgenError when it names none
 */
export async function findCommit(rev: string, repository: Repository): Promise<string> {
  const call = { cwd: repository.root, env: repository.env };
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
  const { exitCode, stdout } = await git(args, call);
  return exitCode === 0 ? stdout : undefined;
}

async function suggestion(rev: string, call: GitCall): Promise<string> {
  const [from = '', to = ''] = rev.split(/\.{2,3}/);
  if (rev.includes('..')) {
    return `name one revision; for the one where branches parted, $(git merge-base ${from || 'HEAD'} ${to || 'HEAD'})`;
  }
  const remote = `origin/${rev}`;
  if ((await tryCommit(remote, call)) !== undefined) return `did you mean ${remote}?`;
  const { stdout } = await git(['rev-parse', '--is-shallow-repository'], call);
  return stdout === 'true'
    ? 'this clone is shallow: fetch that revision first, by fetch-depth: 0 of actions/checkout or by git fetch --unshallow'
    : 'git branch --all and git log tell which there are; git fetch brings those of the remote';
}
