import { LvsgenError } from '../base/diagnostic.ts';

/** The variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where git is run. */
export interface GitCall {
  readonly cwd: string;
  readonly env: Environment;
}

/** How git ended, and what it wrote. */
export interface GitResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What a hook or an alias of git sets for git itself: which repository, index or objects it works on. The repository
 * that is meant here is that of the folder. As of `git rev-parse --local-env-vars`, but for what is a setting.
 */
const ofAnotherCall = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

/** The environment for git, in which nothing but the folder says which repository is meant. */
export function gitEnvironment(env: Environment): Environment {
  const unset = ofAnotherCall.map((name) => [name, undefined] as const);
  // What LFS keeps is too large for a config, and would be fetched.
  const lfs = { GIT_LFS_SKIP_SMUDGE: '1' };
  return { ...env, ...Object.fromEntries(unset), ...lfs, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
}

/**
 * Runs a program of git's to its end. Its exit code is for the caller to judge.
 *
 * @throws LvsgenError when it cannot be started or is ended by a signal
 */
export async function run(
  program: 'git' | 'tar',
  args: readonly string[],
  call: GitCall,
): Promise<GitResult> {
  const { default: spawn, SubprocessError } = await import('nano-spawn');
  try {
    const { stdout, stderr } = await spawn(program, args, { ...call, stdin: 'ignore' });
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const { exitCode, stdout, stderr, signalName } = error;
    if (exitCode !== undefined) return { exitCode, stdout, stderr };
    if (signalName !== undefined)
      throw failure(program, args, `was ended by ${signalName}`, stderr);
    const { code, message } = error.cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw failure(program, args, 'could not be started', message);
    throw LvsgenError.of(
      `there is no ${program} here, which is needed to look at a revision`,
      `install ${program}, or compare with what is in the output folder: lvsgen diff`,
    );
  }
}

/**
 * Runs such a program, which has to succeed.
 *
 * @throws LvsgenError when it fails
 */
export async function runWell(
  program: 'git' | 'tar',
  args: readonly string[],
  call: GitCall,
): Promise<void> {
  const { exitCode, stderr } = await run(program, args, call);
  if (exitCode !== 0) throw failure(program, args, `failed with exit code ${exitCode}`, stderr);
}

function failure(
  program: string,
  [command = '']: readonly string[],
  what: string,
  output: string,
): LvsgenError {
  const said = output.trim().split('\n').slice(-10).join('\n');
  return LvsgenError.of(
    `${program} ${command} ${what}${said === '' ? '' : `; it said:\n${said}`}`,
    'mend that, and run the same command again: nothing was changed',
  );
}
