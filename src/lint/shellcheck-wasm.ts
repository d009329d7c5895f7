import type { RenderedFile } from '../model/artifact.ts';
import { forEachPooled } from '../output/pool.ts';
import type { CommentedFile, ShellCheckComment } from './shellcheck.ts';
import { WasmThread } from './wasm-thread.ts';

const concurrency = 2;

/**
 * Lints scripts with the WebAssembly package.
 *
 * @param module the package's entry module
 * @throws LvsgenError when an instance crashes
 */
export async function runWasm(
  scripts: readonly RenderedFile[],
  module: string,
): Promise<{ readonly version: string; readonly commented: readonly CommentedFile[] }> {
  const count = Math.min(concurrency, Math.max(1, scripts.length));
  const threads = Array.from({ length: count }, () => new WasmThread(module));
  const idle = [...threads];
  const commented: CommentedFile[] = [];
  let version: string | undefined;
  try {
    // Without scripts too it is to be told which version would have linted them.
    if (scripts.length === 0) version = (await threads[0]?.lint(''))?.version;
    await forEachPooled(scripts, count, async (file) => {
      const thread = idle.pop();
      if (thread === undefined)
        throw new Error('more scripts are under way than there are threads');
      const answer = await thread.lint(file.content);
      idle.push(thread);
      version = answer.version;
      commented.push({ file, comments: answer.comments.map((comment) => place(comment, file)) });
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
  return { version: shellCheckVersion(version ?? ''), commented };
}

function shellCheckVersion(version: string): string {
  return /ShellCheck ([\d.]+)/.exec(version)?.[1] ?? version;
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
