import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import type { RenderedFile } from '../model/artifact.ts';
import { errorCode, ioError } from './io-error.ts';
import { forEachInTurn } from './in-turn.ts';
import { foldersOf, unitOf } from './path-rules.ts';
import { isTemporaryName } from './replace-file.ts';

/** What stands below the output folder beside the rendered files, as far as it concerns them and those listed. */
export interface Survey {
  /** What stands at listed paths that are no longer rendered, and whether that is a regular file. */
  readonly orphans: ReadonlyMap<string, 'file' | 'other'>;
  /** What stands in the way of writing, such as a symbolic link where a folder is needed. */
  readonly obstacles: readonly Diagnostic[];
  /** Temporary files of a render that was killed. */
  readonly leftovers: readonly string[];
  /** Files in the folders that we render into which are neither rendered nor listed. */
  readonly strangers: readonly string[];
}

/**
 * Looks at the output folder without following any symbolic link below it. A folder is read once, which tells the
 * kind of every entry: cheaper than asking for each segment of each path.
 *
 * @param found called for each rendered file at whose path a regular file stands, while its folder is at hand: opening
 *   it then takes half of the time
 * @throws LvsgenError when a folder cannot be read
 */
export async function survey(
  out: string,
  rendered: ReadonlyMap<string, RenderedFile>,
  listed: ReadonlySet<string>,
  found: (file: RenderedFile) => void,
): Promise<Survey> {
  const needed = foldersOf(rendered.keys());
  const left = foldersOf(Array.from(listed).filter((path) => !rendered.has(path)));
  const units = new Set(Array.from(rendered.keys(), unitOf));
  const orphans = new Map<string, 'file' | 'other'>();
  const obstacles: Diagnostic[] = [];
  const leftovers: string[] = [];
  const strangers: string[] = [];

  const obstruct = (path: string, entry: Dirent, wanted: string): void => {
    obstacles.push({
      severity: 'error',
      file: join(out, path),
      message: `${kindOf(entry)} stands where ${wanted} has to go; lvsgen neither follows nor replaces it`,
      hint: 'move it away, or render into another folder by --out',
    });
  };
  /** Notes what an entry is, and tells whether its folder is to be read too. */
  const note = (path: string, entry: Dirent): boolean => {
    const file = rendered.get(path);
    if (file !== undefined) {
      if (entry.isFile()) found(file);
      else obstruct(path, entry, 'a rendered file');
      return false;
    }
    if (needed.has(path) || left.has(path)) {
      if (entry.isDirectory()) return true;
      // Behind a link, files of somebody else would be removed; a plain file just means that those listed are gone.
      if (entry.isSymbolicLink() || needed.has(path)) obstruct(path, entry, 'a folder');
      return false;
    }
    if (listed.has(path)) orphans.set(path, entry.isFile() ? 'file' : 'other');
    else if (isTemporaryName(entry.name) && entry.isFile()) leftovers.push(path);
    else if (units.has(unitOf(path))) {
      if (entry.isDirectory()) return true;
      strangers.push(path);
    }
    return false;
  };

  // What lies together on disk is read together: level by level it would take twice the time.
  const folders = [''];
  await forEachInTurn(taken(folders), (folder) => {
    const below: string[] = [];
    for (const entry of entriesOf(`${out}/${folder}`)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (note(path, entry)) below.push(path);
    }
    folders.push(...below.reverse());
  });
  return { orphans, obstacles, leftovers, strangers };
}

/** The items, the last one first, also those that are added meanwhile; each is taken out. */
function* taken<Item>(items: Item[]): Generator<Item> {
  for (let item = items.pop(); item !== undefined; item = items.pop()) yield item;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw ioError(error, 'read', folder);
  }
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'a symbolic link';
  if (entry.isDirectory()) return 'a folder';
  return entry.isFile() ? 'a file' : 'a device, socket or pipe';
}
