import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Io } from '../base/io.ts';

/** A path as someone in the current folder would name it. */
export function place(io: Io, ...path: readonly string[]): string {
  const absolute = resolve(io.cwd, join(...path));
  const short = relative(io.cwd, absolute);
  return short === '' ? '.' : short.startsWith('..') ? absolute : short;
}

/** A count with its noun, such as "1 file" or "3 files". */
export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How many files were rendered into all folders. */
export function countFiles(trees: readonly { readonly files: readonly unknown[] }[]): number {
  return trees.reduce((sum, { files }) => sum + files.length, 0);
}

/** Which output folders were not written to. */
export function leftAlone(trees: readonly { readonly out: string }[], io: Io): string {
  const folders = trees.map(({ out }) => place(io, out)).join(', ');
  return `${folders} ${trees.length === 1 ? 'was left as it is' : 'were left as they are'}\n`;
}

/** The diagnostics with their files as someone in the current folder would name them. */
export function placed(io: Io, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const near = (file: string): string => (isAbsolute(file) ? place(io, file) : file);
  return diagnostics.map((diagnostic) => {
    const { file, related } = diagnostic;
    return {
      ...diagnostic,
      ...(file === undefined ? {} : { file: near(file) }),
      ...(related === undefined ? {} : { related: { ...related, file: near(related.file) } }),
    };
  });
}
