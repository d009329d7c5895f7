import { join } from 'node:path';
import { type Change, type Comparison, isDifference } from './comparison.ts';
import { type FileChange, fileChange, patchOf } from './file-change.ts';
import { readOnDisk } from './files.ts';
import type { Side } from './git-patch.ts';
import { formatManifest, manifestName } from './manifest.ts';

/**
 * What writing would do, as unified diffs in git's form, one text per file: `git apply` and `patch -p1` in the output
 * folder do the same as writing. One at a time, so that thousands of them do not fill the memory.
 *
 * @throws LvsgenError when a file cannot be read
 */
export async function* diffs(comparison: Comparison): AsyncGenerator<string, void> {
  for (const change of fileChanges(comparison)) yield await patchOf(change);
}

/**
 * What writing would do, file by file.
 *
 * @param out what stands in front of the paths, with `/` at its end, or empty
 * @throws LvsgenError when a file cannot be read
 */
export function* fileChanges(comparison: Comparison, out = ''): Generator<FileChange, void> {
  for (const change of comparison.changes.filter(isDifference)) {
    const { path, kind } = change;
    const before = kind === 'created' ? undefined : sideOnDisk(join(comparison.out, path));
    const found = fileChange({ out, path }, before, renderedSide(comparison, change));
    if (found !== undefined) yield found;
  }
}

function sideOnDisk(path: string): Side {
  const { content, isExecutable } = readOnDisk(path);
  return { isExecutable, text: decode(content) };
}

function renderedSide(comparison: Comparison, { path, kind }: Change): Side | undefined {
  if (kind === 'removed') return undefined;
  if (path === manifestName) {
    return { isExecutable: false, text: formatManifest(comparison.listedAfter) };
  }
  const file = comparison.files.get(path);
  if (file === undefined) throw new Error(`${path} is to be written and was not rendered`);
  return { isExecutable: (file.mode & 0o100) !== 0, text: file.content };
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
