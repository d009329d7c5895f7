import pMap from 'p-map';
import type { RenderedFile } from '../roles/artifact.ts';
import { runTool, toolFailure } from './run-tool.ts';
import { type CommentedFile, isComment, type ShellCheckComment } from './shellcheck.ts';
import { inTemporaryFolder } from '../base/temporary-folder.ts';

const batchSize = 20;
const concurrency = 2;

/** Of the user's own settings none may decide what is a finding; an empty value takes one away. */
const env = { SHELLCHECK_OPTS: '' };

/**
 * Lints scripts with a ShellCheck program, one process per batch.
 *
 * @throws LvsgenError when the program fails, or is too old for what is asked of it
 */
export async function runNative(
  scripts: readonly RenderedFile[],
  path: string,
): Promise<{ readonly version: string; readonly commented: readonly CommentedFile[] }> {
  const version = await readVersion(path);
  const batches = Array.from({ length: Math.ceil(scripts.length / batchSize) }, (_, index) =>
    scripts.slice(index * batchSize, (index + 1) * batchSize),
  );
  const commented = await pMap(batches, (batch) => lintBatch(batch, path), { concurrency });
  return { version, commented: commented.flat() };
}

async function readVersion(path: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runTool(path, ['--version'], { env });
  const version = /^version: (\d+)\.(\d+)(\S*)$/m.exec(stdout);
  if (exitCode !== 0 || version === null) {
    throw toolFailure(path, 'does not tell its version as ShellCheck does', stderr || stdout);
  }
  const [, major = '', minor = '', rest = ''] = version;
  // The oldest that knows --norc and -f json1.
  if (Number(major) === 0 && Number(minor) < 7) {
    throw toolFailure(path, `is ShellCheck ${major}.${minor}${rest}, and 0.7.0 is needed`, '');
  }
  return `${major}.${minor}${rest}`;
}

async function lintBatch(batch: readonly RenderedFile[], path: string): Promise<CommentedFile[]> {
  // Numbers for names: the arguments stay short, and a finding leads back to its file.
  const contents = new Map(batch.map((file, index) => [String(index), file.content]));
  const args = ['--norc', '-S', 'style', '-s', 'sh', '-f', 'json1', '--', ...contents.keys()];
  const { exitCode, stdout, stderr } = await inTemporaryFolder(contents, (cwd) =>
    runTool(path, args, { cwd, env }),
  );
  if (exitCode !== 0 && exitCode !== 1) {
    throw toolFailure(path, `failed with exit code ${exitCode}`, stderr || stdout);
  }
  const comments = parseComments(stdout);
  if (comments === undefined || (exitCode === 1) !== comments.length > 0) {
    throw toolFailure(path, 'did not answer as ShellCheck does', stderr || stdout.slice(0, 500));
  }
  return batch.map((file, index) => ({
    file,
    comments: comments.filter((comment) => comment.file === String(index)),
  }));
}

function parseComments(
  json: string,
): readonly (ShellCheckComment & { readonly file: string })[] | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof answer !== 'object' || answer === null || !('comments' in answer)) return undefined;
  const { comments } = answer;
  return Array.isArray(comments) && comments.every(isFileComment) ? comments : undefined;
}

function isFileComment(value: unknown): value is ShellCheckComment & { readonly file: string } {
  return isComment(value) && 'file' in value && typeof value.file === 'string';
}
