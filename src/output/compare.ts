import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { attempt } from '../base/files.ts';
import { bearsMarker, markerLine } from '../render/generate.ts';
import { type RenderedFile, type Selection, selects } from '../roles/artifact.ts';
import { type Entries, lookBelow, readManifest, readState, replaceFile, stateOf } from './files.ts';
import { foldersOf, formatManifest, manifestName, sortPaths, unitOf } from './paths.ts';

/**
 * How a file below the output folder differs from what is rendered:
 * - `created`: it is missing,
 * - `updated`: its content differs, and perhaps its executable bit,
 * - `mode`: its executable bit alone differs,
 * - `unchanged`: it does not differ,
 * - `removed`: lvsgen wrote it and it is no longer rendered,
 * - `foreign`: it is not lvsgen's, or no longer; it stays as it is.
 *
 * They are named for what writing does about them.
 */
export type ChangeKind = 'created' | 'updated' | 'mode' | 'unchanged' | 'removed' | 'foreign';

/** One file and how it differs. */
export interface Change {
  /** Below the output folder, with `/`. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** Of a foreign file: why it is one. */
  readonly note?: string;
}

/** What the output folder is like, against what is rendered; nothing has been written. */
export interface Comparison {
  /** The output folder as it was named. */
  readonly out: string;
  /** What is rendered, by path. */
  readonly files: ReadonlyMap<string, RenderedFile>;
  /** Every file that matters, in the order of the paths, and the manifest as the last one. */
  readonly changes: readonly Change[];
  /** What the manifest on disk lists, outside the selection too. */
  readonly listedBefore: readonly string[];
  /** What it has to list. */
  readonly listedAfter: readonly string[];
}

/** Tells whether writing would change this file: the files for which a check fails. */
export function isDifference(change: Change): boolean {
  return change.kind !== 'unchanged' && change.kind !== 'foreign';
}

/**
 * Compares rendered files with what stands below the output folder, which may be missing. Nothing is written, and no
 * symbolic link below the folder is followed.
 *
 * @param files what the selection renders to, and nothing beside
 */
export async function compare(
  files: readonly RenderedFile[],
  out: string,
  selection: Selection = {},
): Promise<Comparison> {
  const rendered = new Map(files.map((file) => [file.path, file]));
  const manifest = await readManifest(out);
  const listedBefore = manifest ?? [];
  const isRpm = files.some(({ path }) => isOfPackage(path));
  const listed = new Set(
    listedBefore.filter((path) => selects(selection, path) && isOfPackage(path) === isRpm),
  );
  const orphans = [...listed].filter((path) => !rendered.has(path));
  const hint = 'move it away, or render into another folder by --out';
  const written = [manifestName, ...rendered.keys()];
  const { entries, obstacles } = lookBelow(out, written, hint, orphans);
  const found = [
    ...obstacles,
    ...files.flatMap((file): Diagnostic[] => {
      const path = join(out, file.path);
      if (listed.has(file.path) || entries.get(file.path)?.isFile() !== true) return [];
      const { text } = readState(path);
      if (text === file.content || bearsMarker(text, file.cluster)) return [];
      const message = `somebody else's file stands where a rendered file has to go: it is not listed in lvsgen.files and has no line "${markerLine(file.cluster)}"`;
      return [{ severity: 'error', file: path, message, hint }];
    }),
  ];
  if (found.length > 0) throw new LvsgenError(found);

  const known = new Set([...rendered.keys(), ...listedBefore]);
  const units = sortPaths(files.map(({ path }) => unitOf(path))).filter((one) => entries.has(one));
  const changes = [
    ...files.map((file): Change => ({ path: file.path, kind: kindOfChange(file, out, entries) })),
    ...orphans.flatMap((path) => orphanChange(path, out, entries) ?? []),
    ...strangers(out, known, units),
  ].sort((one, other) => (one.path < other.path ? -1 : 1));
  const others = listedBefore.filter((path) => !listed.has(path));
  const listedAfter = sortPaths([...others, ...rendered.keys()]);
  const isListed = manifest !== undefined || listedAfter.length > 0;
  const isSame = manifest?.join('\n') === listedAfter.join('\n');
  const kind = isSame ? 'unchanged' : manifest === undefined ? 'created' : 'updated';
  if (isListed) changes.push({ path: manifestName, kind });
  return { out, files: rendered, changes, listedBefore, listedAfter };
}

/**
 * Brings the output folder to what was rendered. What is equal is not touched. Each file is replaced in one step; the
 * manifest takes in what is about to be created before it is, and drops what is removed after it is, so that a run that
 * is killed leaves no file of ours that is not listed. Of two runs at once the last one wins.
 */
export function write({ out, files, changes, listedBefore, listedAfter }: Comparison): void {
  if (!changes.some(isDifference)) return;
  const list = (paths: readonly string[]): void => {
    replaceFile(join(out, manifestName), formatManifest(paths));
  };
  const meanwhile = sortPaths([...listedBefore, ...listedAfter]);
  if (meanwhile.length > listedBefore.length) list(meanwhile);
  for (const { path: name, kind } of changes) {
    const path = join(out, name);
    const file = files.get(name);
    if (kind === 'removed') {
      attempt('remove', path, () => {
        rmSync(path, { force: true });
      });
    } else if (file === undefined) continue;
    else if (kind !== 'unchanged') replaceFile(path, file.content, file.mode);
  }
  const after = new Set(listedAfter);
  const dropped = listedBefore.filter((path) => !after.has(path));
  // The innermost first, as far as nothing else is in them.
  for (const folder of foldersOf(dropped).toReversed()) {
    try {
      rmdirSync(join(out, folder));
    } catch {
      // An empty folder that stays does no harm.
    }
  }
  list(listedAfter);
}

/** Specs and archives stand right in the folder of their target, and what is installed never does. */
function isOfPackage(path: string): boolean {
  return /^([^/]+\/){3}[^/]+\.(spec|tar)$/.test(path);
}

function kindOfChange(file: RenderedFile, out: string, entries: Entries): ChangeKind {
  if (!entries.has(file.path)) return 'created';
  const [before, after] = [readState(join(out, file.path)), stateOf(file)];
  if (before.text !== after.text) return 'updated';
  return before.isExecutable === after.isExecutable ? 'unchanged' : 'mode';
}

/** A file that is listed and no longer rendered goes only if it still says that it is ours. */
function orphanChange(path: string, out: string, entries: Entries): Change | undefined {
  const entry = entries.get(path);
  if (entry === undefined) return undefined;
  const [cluster = ''] = path.split('/', 1);
  if (entry.isFile() && bearsMarker(readState(join(out, path)).text, cluster)) {
    return { path, kind: 'removed' };
  }
  const why = `is no regular file with the line "${markerLine(cluster)}"`;
  const note = `no longer rendered, but it ${why}: it stays and is no longer listed`;
  return { path, kind: 'foreign', note };
}

/** What stands in the folders that are rendered into, and is not known. */
function strangers(out: string, known: ReadonlySet<string>, units: readonly string[]): Change[] {
  const below = units.flatMap((unit) =>
    attempt('read', join(out, unit), () =>
      readdirSync(join(out, unit), { recursive: true, withFileTypes: true }),
    ),
  );
  return below
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(relative(out, parentPath), name).split(sep).join('/'))
    .filter((path) => !known.has(path))
    .map((path) => ({ path, kind: 'foreign', note: 'lvsgen did not write it' }));
}
