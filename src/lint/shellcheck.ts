import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { finding, sortFindings } from './finding.ts';
import type { ShellCheckTool } from './find-shellcheck.ts';

/** Which ShellCheck ran: a program, the WebAssembly package (its entry module), or none. */
export type ShellCheckReport =
  | { readonly kind: 'native' | 'wasm'; readonly version: string; readonly path: string }
  | { readonly kind: 'none' };

/** One comment of ShellCheck, as its JSON has it. */
export interface ShellCheckComment {
  readonly line: number;
  readonly column: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly code: number;
  readonly message: string;
}

/** The comments on one file. */
export interface CommentedFile {
  readonly file: RenderedFile;
  readonly comments: readonly ShellCheckComment[];
}

/**
 * Lints the shell scripts among the rendered files, in memory, as POSIX sh and down to matters of style.
 *
 * @throws LvsgenError when the linter fails at its work
 */
export async function checkScripts(
  files: readonly RenderedFile[],
  tool: ShellCheckTool,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly report: ShellCheckReport }> {
  if (tool.kind === 'none') return { diagnostics: [], report: tool };
  const scripts = files.filter((file) => file.language === 'shell');
  const run =
    tool.kind === 'native'
      ? (await import('./shellcheck-native.ts')).runNative
      : (await import('./shellcheck-wasm.ts')).runWasm;
  const { version, commented } = await run(scripts, tool.path);
  const diagnostics = commented.flatMap(({ file, comments }) =>
    comments.map(({ line, column, level, code, message }) =>
      finding(file, { line, column }, `SC${code}`, message, { severity: severityOf(level) }),
    ),
  );
  return { diagnostics: sortFindings(diagnostics), report: { ...tool, version } };
}

/** Tells whether a value has the shape of a comment; the linter is another program, whose word is not taken for it. */
export function isComment(value: unknown): value is ShellCheckComment {
  if (typeof value !== 'object' || value === null) return false;
  const comment = value as Readonly<Record<keyof ShellCheckComment, unknown>>;
  return (
    typeof comment.line === 'number' &&
    typeof comment.column === 'number' &&
    typeof comment.code === 'number' &&
    typeof comment.message === 'string' &&
    ['error', 'warning', 'info', 'style'].includes(String(comment.level))
  );
}

function severityOf(level: ShellCheckComment['level']): Severity {
  return level === 'error' ? 'error' : 'warning';
}
