import { LvsgenError } from '../diagnostic.ts';

/** The variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a call of git needs beside its arguments. */
export interface GitCall {
  readonly cwd: string;
  readonly env: Environment;
  readonly input?: string;
  /** Ends git when it is aborted. */
  readonly signal?: AbortSignal;
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
  return { ...env, ...Object.fromEntries(unset), GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
}

/**
 * Runs git to its end. Its exit code is for the caller to judge.
 *
 * @throws LvsgenError when it cannot be started or is ended by a signal
 */
export async function git(args: readonly string[], call: GitCall): Promise<GitResult> {
  const { default: spawn, SubprocessError } = await import('nano-spawn');
  const { input, env, ...options } = call;
  try {
    const { stdout, stderr } = await spawn('git', args, {
      ...options,
      env: env,
      stdin: input === undefined ? 'ignore' : { string: input },
    });
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const { exitCode, stdout, stderr, signalName } = error;
    if (exitCode !== undefined) return { exitCode, stdout, stderr };
    if (signalName !== undefined) throw gitFailure(args, `was ended by ${signalName}`, stderr);
    const { code, message } = error.cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw gitFailure(args, 'could not be started', message);
    throw LvsgenError.of(
      'there is no git here, which is needed to look at a revision',
      'install git, or compare with what is in the output folder: lvsgen diff',
    );
  }
}

/**
 * Runs git and returns what it wrote to stdout.
 *
 * @throws LvsgenError when it fails
 */
export async function gitOutput(args: readonly string[], call: GitCall): Promise<string> {
  const { exitCode, stdout, stderr } = await git(args, call);
  if (exitCode !== 0) throw gitFailure(args, `failed with exit code ${exitCode}`, stderr);
  return stdout;
}

function gitFailure(args: readonly string[], what: string, output: string): LvsgenError {
  const [command = ''] = args.filter((word, index) => word !== '-c' && args[index - 1] !== '-c');
  const said = output.trim().split('\n').slice(-10).join('\n');
  return LvsgenError.of(
    `git ${command} ${what}${said === '' ? '' : `; it said:\n${said}`}`,
    'mend that, and run the same command again: nothing was changed',
  );
}
