import { formatPatch, structuredPatch } from 'diff';
import { join } from 'node:path';
import { inTemporaryFolder } from '../base/files.ts';
import type { Cluster } from '../model/cluster.ts';
import { compare, type Comparison, isDifference, write } from '../output/compare.ts';
import { type FileState, readState, stateOf } from '../output/files.ts';
import { formatManifest, manifestName, sortPaths } from '../output/paths.ts';
import { type RenderedFile, type Selection, selects } from '../roles/artifact.ts';

/** A file that differs; before or after is missing where it is added or removed. */
export interface FileChange {
  /** The output folder with `/` at its end, where there are several; else empty. */
  readonly out: string;
  /** Below the output folder, with `/`. */
  readonly path: string;
  readonly before: FileState | undefined;
  readonly after: FileState | undefined;
}

export function fate({ before, after }: FileChange): 'added' | 'removed' | 'changed' {
  return before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
}

/**
 * What writing would do, file by file.
 *
 * @param out what goes in front of the paths
 */
export function fileChanges(comparison: Comparison, out = ''): FileChange[] {
  const { out: folder, changes, files, listedAfter } = comparison;
  return changes.filter(isDifference).map(({ path, kind }) => {
    const before = kind === 'created' ? undefined : readState(join(folder, path));
    const list = { text: formatManifest(listedAfter), isExecutable: false };
    const file = files.get(path);
    return { out, path, before, after: path === manifestName ? list : file && stateOf(file) };
  });
}

/** All that the configs of one output folder mean and render to, selected or not. */
export interface Tree {
  /** The output folder, with `/`, from somewhere that all trees have in common. */
  readonly out: string;
  readonly files: readonly RenderedFile[];
  readonly clusters: readonly Cluster[];
}

/** What there is of one output folder before and after. */
export interface TreePair {
  /** In front of its paths: the output folder with `/` where there are several, else empty. */
  readonly out: string;
  readonly before: Tree;
  readonly after: Tree;
}

/**
 * Pairs trees: where there is one before and one after at most, they are the same, wherever it was; else those with the same
 * output folder are.
 */
export function pairTrees(before: readonly Tree[], after: readonly Tree[]): readonly TreePair[] {
  const none: Tree = { out: '', files: [], clusters: [] };
  if (before.length <= 1 && after.length <= 1) {
    return [{ out: '', before: before[0] ?? none, after: after[0] ?? none }];
  }
  const at = (trees: readonly Tree[], wanted: string): Tree =>
    trees.find(({ out }) => out === wanted) ?? none;
  return sortPaths([...before, ...after].map(({ out }) => out)).map((out) => {
    return { out: `${out}/`, before: at(before, out), after: at(after, out) };
  });
}

/** What writing would do within the selection where what was rendered before is there. */
export function compareTrees(
  { out, before, after }: TreePair,
  selection: Selection = {},
): Promise<FileChange[]> {
  return inTemporaryFolder(new Map(), async (folder) => {
    write(await compare(before.files, folder));
    const selected = after.files.filter(({ path }) => selects(selection, path));
    return fileChanges(await compare(selected, folder, selection), out);
  });
}

/** The change as a patch in git's form: `git apply` and `patch -p1` in the output folder make it. */
export function patchOf({ out, path, before, after }: FileChange): string {
  const from = before ? `a/${out}${path}` : '/dev/null';
  const to = after ? `b/${out}${path}` : '/dev/null';
  const [old, now] = [before?.text ?? '', after?.text ?? ''];
  const patch = structuredPatch(from, to, old, now, undefined, undefined, { context: 3 });
  const mode = ({ isExecutable }: FileState): string => (isExecutable ? '100755' : '100644');
  const isModeChanged = before?.isExecutable !== after?.isExecutable;
  return formatPatch({
    ...patch,
    isGit: true,
    isCreate: !before,
    isDelete: !after,
    ...(isModeChanged && before && { oldMode: mode(before) }),
    ...(isModeChanged && after && { newMode: mode(after) }),
  });
}
