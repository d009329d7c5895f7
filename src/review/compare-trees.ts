import { stateOf } from '../output/files.ts';
import { formatManifest, manifestName, sortPaths } from '../output/paths.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import type { Cluster } from '../model/cluster.ts';
import { type Selection, selects } from '../roles/selection.ts';
import type { FileChange } from './file-change.ts';

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
  readonly before: Tree | undefined;
  readonly after: Tree | undefined;
}

/**
 * Pairs trees: where there is one before and one after, they are the same, wherever it was; else those with the same
 * output folder are.
 */
export function pairTrees(before: readonly Tree[], after: readonly Tree[]): readonly TreePair[] {
  if (before.length === 1 && after.length === 1) {
    return [{ out: '', before: before[0], after: after[0] }];
  }
  return sortPaths([...before, ...after].map(({ out }) => out)).map((wanted) => {
    const [old, now] = [before, after].map((trees) => trees.find(({ out }) => out === wanted));
    return { out: `${wanted}/`, before: old, after: now };
  });
}

/** Compares what was rendered with what is, within the selection, with the files that stay the same. */
export function compareTrees(
  { out, before, after }: TreePair,
  selection: Selection = {},
): readonly FileChange[] {
  const statesOf = (tree: Tree | undefined) =>
    new Map(
      (tree?.files ?? [])
        .filter(({ path }) => selects(selection, path))
        .map((file) => [file.path, stateOf(file)] as const),
    );
  const [old, now] = [statesOf(before), statesOf(after)];
  const oldPaths = (before?.files ?? []).map(({ path }) => path);
  const others = oldPaths.filter((path) => !selects(selection, path));
  return [
    ...sortPaths([...old.keys(), ...now.keys()]).map((path) => {
      return { out, path, before: old.get(path), after: now.get(path) };
    }),
    {
      out,
      path: manifestName,
      before: manifest(oldPaths),
      after: manifest([...others, ...now.keys()]),
    },
  ];
}

function manifest(paths: readonly string[]): FileChange['before'] {
  if (paths.length === 0) return undefined;
  return { text: formatManifest(sortPaths(paths)), isExecutable: false };
}
