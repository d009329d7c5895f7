import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Io } from '../base/io.ts';

/** A path as someone in the current folder would name it. */
export function place(io: Io, ...path: readonly string[]): string {
  const absolute = resolve(io.cwd, join(...path));
  const short = relative(io.cwd, absolute);
  return short === '' ? '.' : short.startsWith('..') ? absolute : short;
}

/** The diagnostics with their files as someone in the current folder would name them. */
export function placed(io: Io, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const near = <Place extends { readonly file?: string }>(one: Place): Place =>
    one.file !== undefined && isAbsolute(one.file) ? { ...one, file: place(io, one.file) } : one;
  return diagnostics.map((one) => {
    const { related } = one;
    return related === undefined ? near(one) : { ...near(one), related: near(related) };
  });
}

/** A count with its noun, such as "1 file" or "3 files". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How many files were rendered into all folders. */
export function countFiles(trees: readonly { readonly files: readonly unknown[] }[]): string {
  return plural(trees.flatMap(({ files }) => files).length, 'file');
}
