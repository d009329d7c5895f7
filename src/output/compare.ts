import { type Dirent, lstatSync, readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import type { Change, Comparison } from './comparison.ts';
import { readOnDisk } from './files.ts';
import { errorCode, ioError } from '../base/io-error.ts';
import { type Manifest, manifestName, readManifest } from './manifest.ts';
import { bearsMarker, markerLine } from '../render/marker.ts';
import { foldersOf, pathFault, sortPaths, unitOf } from './path-rules.ts';
import { type Selection, selects } from '../roles/selection.ts';

/**
 * Compares rendered files with what stands below the output folder, which may be missing. Nothing is written, and no
 * symbolic link below the folder is followed.
 *
 * @param files what the selection renders to, and nothing beside
 * @throws LvsgenError with everything that forbids writing: a damaged manifest, a path that leaves the folder, a
 *   symbolic link, folder or foreign file where a rendered file has to go, what another command wrote, or something
 *   that cannot be read
 */
export async function compare(
  files: readonly RenderedFile[],
  out: string,
  selection: Selection = {},
): Promise<Comparison> {
  const rendered = index(files);
  refuseOddOutputFolder(out);
  const manifest = await readManifest(out);
  refuseOtherOutput(out, manifest.paths, rendered.keys());
  const listed = new Set(manifest.paths.filter((path) => selects(selection, path)));
  const orphans = Array.from(listed).filter((path) => !rendered.has(path));

  const obstacles = [
    ...folderObstacles(out, foldersOf(rendered.keys()), foldersOf(orphans)),
    ...files.flatMap((file) => fileObstacle(file, out, listed.has(file.path)) ?? []),
  ];
  if (obstacles.length > 0) {
    throw new LvsgenError(obstacles.sort((a, b) => ((a.file ?? '') < (b.file ?? '') ? -1 : 1)));
  }
  const changes = new Map<string, Change>(
    [
      ...files.map((file): Change => ({ path: file.path, kind: kindOfChange(file, out) })),
      ...orphans.flatMap((path) => judgeOrphan(path, out) ?? []),
      ...strangers(out, rendered, listed).map((path): Change => {
        return { path, kind: 'foreign', note: 'lvsgen did not write it' };
      }),
    ].map((change) => [change.path, change]),
  );
  const outside = manifest.paths.filter((path) => !selects(selection, path));
  const listedAfter = sortPaths([...outside, ...rendered.keys()]);
  return {
    out,
    files: rendered,
    changes: [
      ...sortPaths(changes.keys()).flatMap((path) => changes.get(path) ?? []),
      ...manifestChange(manifest, listedAfter),
    ],
    listedBefore: manifest.paths,
    listedAfter,
  };
}

function index(files: readonly RenderedFile[]): ReadonlyMap<string, RenderedFile> {
  const rendered = new Map<string, RenderedFile>();
  for (const file of files) {
    const fault = pathFault(file.path);
    if (fault !== undefined) {
      throw LvsgenError.of(`${JSON.stringify(file.path)} cannot be written: ${fault}`);
    }
    if (rendered.has(file.path)) throw new Error(`${file.path} is rendered twice`);
    rendered.set(file.path, file);
  }
  return rendered;
}

/** The output folder itself may be a symbolic link, but has to be a folder or nothing at all. */
function refuseOddOutputFolder(out: string): void {
  try {
    if (statSync(out).isDirectory()) return;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'read', out);
    if (entryAt(out) === undefined) return;
  }
  const message =
    'the output folder is a file, or a symbolic link to something that is not a folder';
  const hint = 'move it away, or name another folder by --out';
  throw new LvsgenError([{ severity: 'error', file: out, message, hint }]);
}

/**
 * Refuses an output folder that holds what another command wrote: to the one, all files of the other are no longer
 * rendered, and it would remove them.
 */
function refuseOtherOutput(
  out: string,
  listed: readonly string[],
  rendered: Iterable<string>,
): void {
  const [first] = rendered;
  if (first === undefined || listed.every((path) => isPackaging(path) === isPackaging(first))) {
    return;
  }
  const [there, here] = isPackaging(first)
    ? ['scripts that lvsgen render wrote', 'packages']
    : ['packages that lvsgen rpm wrote', 'scripts'];
  const message = `this folder holds ${there}, so ${here} cannot go there: each command removes what it no longer renders`;
  const hint = 'name another folder by --out';
  throw new LvsgenError([{ severity: 'error', file: out, message, hint }]);
}

/** Specs and archives stand right in the folder of their target, and what is installed never does. */
function isPackaging(path: string): boolean {
  return path.split('/').length === 4 && /\.(spec|tar)$/.test(path);
}

/** Behind a link, files of somebody else would be removed; where a plain file stands, those listed are gone. */
function folderObstacles(
  out: string,
  needed: ReadonlySet<string>,
  left: ReadonlySet<string>,
): Diagnostic[] {
  return Array.from(new Set([...needed, ...left])).flatMap((path) => {
    const entry = entryAt(join(out, path));
    if (entry === undefined || entry.isDirectory()) return [];
    return needed.has(path) || entry.isSymbolicLink()
      ? [inTheWay(out, path, entry, 'a folder')]
      : [];
  });
}

function fileObstacle(file: RenderedFile, out: string, isListed: boolean): Diagnostic | undefined {
  const path = join(out, file.path);
  const entry = entryAt(path);
  if (entry === undefined) return undefined;
  if (!entry.isFile()) return inTheWay(out, file.path, entry, 'a rendered file');
  if (isListed) return undefined;
  const { content } = readOnDisk(path);
  if (content.equals(Buffer.from(file.content)) || bearsMarker(content, file.cluster))
    return undefined;
  return {
    severity: 'error',
    file: path,
    message:
      "somebody else's file stands where a rendered file has to go: it is not listed in lvsgen.files " +
      `and has no line "${markerLine(file.cluster)}"`,
    hint: 'move it away, or render into another folder by --out',
  };
}

function inTheWay(out: string, path: string, entry: Stats, wanted: string): Diagnostic {
  const kind = entry.isSymbolicLink()
    ? 'a symbolic link'
    : entry.isDirectory()
      ? 'a folder'
      : entry.isFile()
        ? 'a file'
        : 'a device, socket or pipe';
  return {
    severity: 'error',
    file: join(out, path),
    message: `${kind} stands where ${wanted} has to go; lvsgen neither follows nor replaces it`,
    hint: 'move it away, or render into another folder by --out',
  };
}

/** Of the mode only the executable bit counts: git checks files out with whatever the umask leaves of the rest. */
function kindOfChange(file: RenderedFile, out: string): Change['kind'] {
  const path = join(out, file.path);
  if (entryAt(path) === undefined) return 'created';
  const { content, isExecutable } = readOnDisk(path);
  if (!content.equals(Buffer.from(file.content))) return 'updated';
  return isExecutable === ((file.mode & 0o100) !== 0) ? 'unchanged' : 'mode';
}

/** A file that is listed and no longer rendered goes only if it still says that it is ours. */
function judgeOrphan(path: string, out: string): Change | undefined {
  const note = (why: string): Change => ({
    path,
    kind: 'foreign',
    note: `no longer rendered, but ${why}: it stays and is no longer listed`,
  });
  const entry = entryAt(join(out, path));
  if (entry === undefined) return undefined;
  if (!entry.isFile()) return note('not the regular file that lvsgen wrote');
  const [cluster = ''] = path.split('/', 1);
  if (bearsMarker(readOnDisk(join(out, path)).content, cluster)) return { path, kind: 'removed' };
  return note(`without the line "${markerLine(cluster)}"`);
}

/** What stands in the folders that are rendered into, and is neither rendered nor listed. */
function strangers(
  out: string,
  rendered: ReadonlyMap<string, RenderedFile>,
  listed: ReadonlySet<string>,
): readonly string[] {
  const below = (folder: string): readonly string[] =>
    entriesOf(join(out, folder)).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (rendered.has(path) || listed.has(path)) return [];
      return entry.isDirectory() ? below(path) : [path];
    });
  return [...new Set(Array.from(rendered.keys(), unitOf))].flatMap(below);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw ioError(error, 'read', folder);
  }
}

/** What stands at a path, a symbolic link as such; undefined for nothing. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw ioError(error, 'read', path);
  }
}

function manifestChange(manifest: Manifest, paths: readonly string[]): readonly Change[] {
  const path = manifestName;
  if (!manifest.exists) return paths.length === 0 ? [] : [{ path, kind: 'created' }];
  const isSame =
    manifest.paths.length === paths.length &&
    manifest.paths.every((listed, i) => listed === paths[i]);
  return [{ path, kind: isSame ? 'unchanged' : 'updated' }];
}
