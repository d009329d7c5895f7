import type { Diagnostic } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { finding } from './finding.ts';
import type { ShellCheckTool } from './find-shellcheck.ts';
import { runNative, runWasm, type ShellCheckAnswer } from './shellcheck-run.ts';

/** Which ShellCheck ran: a program, the WebAssembly package (its entry module), or none. */
export type ShellCheckReport =
  | { readonly kind: 'native' | 'wasm'; readonly version: string; readonly path: string }
  | { readonly kind: 'none' };

/**
 * Lints the shell scripts among the rendered files, in memory, as POSIX sh and down to matters of style. Of scripts that
 * are the same to ShellCheck one is linted, and all where it has a finding: then each is told with its own places.
 *
 * @throws LvsgenError when the linter fails at its work
 */
export async function checkScripts(
  files: readonly RenderedFile[],
  tool: ShellCheckTool,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly report: ShellCheckReport }> {
  if (tool.kind === 'none') return { diagnostics: [], report: tool };
  const run = (scripts: readonly RenderedFile[]): Promise<ShellCheckAnswer> =>
    (tool.kind === 'native' ? runNative : runWasm)(
      scripts.map(({ content }) => content),
      tool.path,
    );
  const groups = new Map<string, RenderedFile[]>();
  for (const script of files.filter((file) => file.language === 'shell')) {
    const key = keyOf(script);
    groups.set(key, [...(groups.get(key) ?? []), script]);
  }
  const first = await run([...groups.values()].flatMap(([one]) => one ?? []));
  const suspects = [...groups.values()].filter((_, at) => first.comments[at]?.length !== 0).flat();
  const { comments } = suspects.length === 0 ? { comments: [] } : await run(suspects);
  const diagnostics = suspects.flatMap((file, index) =>
    (comments[index] ?? []).map(({ line, column, level, code, message }) =>
      finding(file, level === 'error' ? level : 'warning', `SC${code}`, message, { line, column }),
    ),
  );
  return { diagnostics, report: { ...tool, version: first.version } };
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
