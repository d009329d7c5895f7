import { type FileChange, fileChange } from '../output/file-change.ts';
import type { Side } from '../output/git-patch.ts';
import { formatManifest, manifestName } from '../output/manifest.ts';
import { sortPaths, unitOf } from '../output/path-rules.ts';
import { type Selection, selects } from '../roles/selection.ts';
import type { RenderedFile } from '../roles/artifact.ts';

/** How what is rendered differs from what was. */
export interface Review {
  /** Output folder by output folder, in the order of the paths' bytes, and the manifest as the last of each. */
  readonly changes: readonly FileChange[];
  /** The nodes that there were, such as `web/real-server/el6`, each with its output folder in front as in the changes. */
  readonly nodesBefore: ReadonlySet<string>;
  /** The nodes that there are. */
  readonly nodesAfter: ReadonlySet<string>;
}

/** All that the configs of one output folder render to, selected or not. */
export interface Tree {
  /** The output folder, with `/`, from somewhere that all trees have in common. */
  readonly out: string;
  readonly files: readonly RenderedFile[];
}

/**
 * Compares what was rendered with what is, within the selection. Where there is one tree before and one after, they
 * are the same tree, wherever it was; else those with the same output folder are.
 */
export function compareTrees(
  before: readonly Tree[],
  after: readonly Tree[],
  selection: Selection = {},
): Review {
  const pairs = pair(before, after);
  return {
    changes: pairs.flatMap((one) => changesOf(one, selection)),
    nodesBefore: new Set(pairs.flatMap(({ out, old }) => old.map(nodeOf(out)))),
    nodesAfter: new Set(pairs.flatMap(({ out, now }) => now.map(nodeOf(out)))),
  };
}

interface Pair {
  readonly out: string;
  readonly old: readonly RenderedFile[];
  readonly now: readonly RenderedFile[];
}

function pair(before: readonly Tree[], after: readonly Tree[]): readonly Pair[] {
  const [old, now] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && old && now) {
    return [{ out: '', old: old.files, now: now.files }];
  }
  const filesOf = (trees: readonly Tree[], wanted: string): readonly RenderedFile[] =>
    trees.find(({ out }) => out === wanted)?.files ?? [];
  return sortPaths([...before, ...after].map(({ out }) => out)).map((out) => ({
    out: `${out}/`,
    old: filesOf(before, out),
    now: filesOf(after, out),
  }));
}

function nodeOf(out: string): (file: RenderedFile) => string {
  return ({ path }) => out + unitOf(path);
}

function changesOf({ out, old, now }: Pair, selection: Selection): readonly FileChange[] {
  const isSelected = ({ path }: RenderedFile): boolean => selects(selection, path);
  const before = sidesOf(old.filter(isSelected));
  const after = sidesOf(now.filter(isSelected));
  const others = old.filter((file) => !isSelected(file)).map(({ path }) => path);
  const oldList = manifest(old.map(({ path }) => path));
  const newList = manifest([...others, ...after.keys()]);
  return [
    ...sortPaths([...before.keys(), ...after.keys()]).map((path) =>
      fileChange({ out, path }, before.get(path), after.get(path)),
    ),
    fileChange({ out, path: manifestName }, oldList, newList),
  ].filter((change) => change !== undefined);
}

function sidesOf(files: readonly RenderedFile[]): ReadonlyMap<string, Side> {
  return new Map(
    files.map(({ path, mode, content }) => [
      path,
      { isExecutable: (mode & 0o100) !== 0, text: content },
    ]),
  );
}

function manifest(paths: readonly string[]): Side | undefined {
  return paths.length === 0
    ? undefined
    : { isExecutable: false, text: formatManifest(sortPaths(paths)) };
}
