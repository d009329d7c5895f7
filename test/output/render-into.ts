import type { RenderedFile, Selection } from '../../src/roles/artifact.ts';
import { compare, type Comparison, write } from '../../src/output/compare.ts';
import { LvsgenError } from '../../src/base/diagnostic.ts';

/** Compares and writes, as the command does. */
export async function renderInto(
  out: string,
  files: readonly RenderedFile[],
  selection: Selection = {},
): Promise<Comparison> {
  const comparison = await compare(files, out, selection);
  write(comparison);
  return comparison;
}

/** The changes of a comparison in short: `kind path`. */
export function inShort(comparison: Comparison): readonly string[] {
  return comparison.changes.map(({ kind, path }) => `${kind} ${path}`);
}

/** What a refusal says: `file:line: message`, one line per diagnostic. Anything else that is thrown fails the test. */
export async function refusal(work: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
    return error.diagnostics.map(
      ({ file = '', position, message }) => `${file}:${position?.line ?? ''}: ${message}`,
    );
  }
  throw new Error('nothing was refused');
}
