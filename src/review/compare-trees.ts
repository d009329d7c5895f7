import { stateOf } from '../output/files.ts';
import { formatManifest, manifestName } from '../output/manifest.ts';
import { sortPaths } from '../output/paths.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { type Selection, selects } from '../roles/selection.ts';
import type { FileChange } from './file-change.ts';

/** All that the configs of one output folder render to, selected or not. */
export interface Tree {
  /** The output folder, with `/`, from somewhere that all trees have in common. */
  readonly out: string;
  readonly files: readonly RenderedFile[];
}

/**
 * Compares what was rendered with what is, within the selection, with the files that stay the same. Where there is one
 * tree before and one after, they are the same tree, wherever it was; else those with the same output folder are.
 */
export function compareTrees(
  before: readonly Tree[],
  after: readonly Tree[],
  selection: Selection = {},
): readonly FileChange[] {
  if (before.length === 1 && after.length === 1) {
    return changesOf('', before[0]?.files, after[0]?.files, selection);
  }
  return sortPaths([...before, ...after].map(({ out }) => out)).flatMap((wanted) => {
    const [old, now] = [before, after].map((trees) => trees.find(({ out }) => out === wanted));
    return changesOf(`${wanted}/`, old?.files, now?.files, selection);
  });
}

function changesOf(
  out: string,
  old: readonly RenderedFile[] = [],
  now: readonly RenderedFile[] = [],
  selection: Selection,
): readonly FileChange[] {
  const statesOf = (files: readonly RenderedFile[]) =>
    new Map(
      files
        .filter(({ path }) => selects(selection, path))
        .map((file) => [file.path, stateOf(file)] as const),
    );
  const [before, after] = [statesOf(old), statesOf(now)];
  const oldPaths = old.map(({ path }) => path);
  const others = oldPaths.filter((path) => !selects(selection, path));
  return [
    ...sortPaths([...before.keys(), ...after.keys()]).map((path) => {
      return { out, path, before: before.get(path), after: after.get(path) };
    }),
    {
      out,
      path: manifestName,
      before: manifest(oldPaths),
      after: manifest([...others, ...after.keys()]),
    },
  ];
}

function manifest(paths: readonly string[]): FileChange['before'] {
  if (paths.length === 0) return undefined;
  return { text: formatManifest(sortPaths(paths)), isExecutable: false };
}
