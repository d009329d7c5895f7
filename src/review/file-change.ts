import { formatPatch, structuredPatch } from 'diff';
import { join, relative, sep } from 'node:path';
import type { Comparison } from '../output/compare.ts';
import { type FileState, readState, stateOf } from '../output/files.ts';
import { formatManifest, manifestName } from '../output/paths.ts';

/** A file before and after; one of both is missing where it is added or removed. */
export interface FileChange {
  /** The output folder with `/` at its end, where there are several; else empty. */
  readonly out: string;
  /** Below the output folder, with `/`. */
  readonly path: string;
  readonly before: FileState | undefined;
  readonly after: FileState | undefined;
}

/** What became of a file. */
export function fate({ before, after }: FileChange): 'added' | 'removed' | 'changed' | 'same' {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  const isSame = before.text === after.text && before.isExecutable === after.isExecutable;
  return isSame ? 'same' : 'changed';
}

/**
 * What writing would do, file by file, with those that stay the same.
 *
 * @param top the folder that output folders are named from in front of the paths, where there are several
 * @throws LvsgenError when a file cannot be read
 */
export function* fileChanges(
  comparisons: readonly Comparison[],
  top: string,
): Generator<FileChange, void> {
  for (const comparison of comparisons) {
    const folder = `${relative(top, comparison.out).replaceAll(sep, '/')}/`;
    const out = comparisons.length === 1 ? '' : folder;
    const manifest = { text: formatManifest(comparison.listedAfter), isExecutable: false };
    for (const { path, kind } of comparison.changes.filter((one) => one.kind !== 'foreign')) {
      const file = comparison.files.get(path);
      const rendered = file === undefined ? undefined : stateOf(file);
      const before = kind === 'created' ? undefined : readState(join(comparison.out, path));
      yield { out, path, before, after: path === manifestName ? manifest : rendered };
    }
  }
}

/** The change as a patch in git's form: `git apply` and `patch -p1` in the output folder make it. */
export function patchOf({ out, path, before, after }: FileChange): string {
  const { hunks } = structuredPatch('', '', before?.text ?? '', after?.text ?? '', '', '', {
    context: 3,
  });
  const mode = ({ isExecutable }: FileState): string => (isExecutable ? '100755' : '100644');
  const isModeChanged = before?.isExecutable !== after?.isExecutable;
  return formatPatch({
    oldFileName: before === undefined ? '/dev/null' : `a/${out}${path}`,
    newFileName: after === undefined ? '/dev/null' : `b/${out}${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    isGit: true,
    isCreate: before === undefined,
    isDelete: after === undefined,
    ...(isModeChanged && before !== undefined ? { oldMode: mode(before) } : {}),
    ...(isModeChanged && after !== undefined ? { newMode: mode(after) } : {}),
    hunks,
  });
}
