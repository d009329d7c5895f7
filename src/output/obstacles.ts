import { existsSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { bearsMarker, markerLine } from '../render/marker.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { entryAt, readState } from './files.ts';
import { foldersOf } from './paths.ts';

/**
 * Finds what is in the way of writing: a symbolic link, folder or foreign file where a rendered file or its folder has
 * to go, a symbolic link on the way to a file that is to be removed.
 *
 * @param orphans what is listed and no longer rendered
 * @param listed what the manifest lists
 * @throws LvsgenError when something cannot be read
 */
export function obstacles(
  out: string,
  files: readonly RenderedFile[],
  orphans: readonly string[],
  listed: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (existsSync(out) && !statSync(out).isDirectory()) {
    return [inTheWay(out, statSync(out), 'the output folder')];
  }
  const needed = new Set(foldersOf(files.map(({ path }) => path)));
  const folders = [...needed, ...foldersOf(orphans).filter((folder) => !needed.has(folder))];
  return [
    ...folders.flatMap((folder) => {
      const path = join(out, folder);
      const entry = entryAt(path);
      if (entry === undefined || entry.isDirectory()) return [];
      // Where a file stands, the orphans below are gone. Behind a link, files of somebody else would be removed.
      const isHarmless = !needed.has(folder) && !entry.isSymbolicLink();
      return isHarmless ? [] : [inTheWay(path, entry, 'a folder')];
    }),
    ...files.flatMap((file) => atFile(file, join(out, file.path), listed) ?? []),
  ];
}

function atFile(
  file: RenderedFile,
  path: string,
  listed: ReadonlySet<string>,
): Diagnostic | undefined {
  const entry = entryAt(path);
  if (entry === undefined) return undefined;
  if (!entry.isFile()) return inTheWay(path, entry, 'a rendered file');
  if (listed.has(file.path)) return undefined;
  const { text } = readState(path);
  if (text === file.content || bearsMarker(text, file.cluster)) return undefined;
  return {
    severity: 'error',
    file: path,
    message:
      "somebody else's file stands where a rendered file has to go: it is not listed in lvsgen.files " +
      `and has no line "${markerLine(file.cluster)}"`,
    hint: 'move it away, or render into another folder by --out',
  };
}

function inTheWay(path: string, entry: Stats, wanted: string): Diagnostic {
  const found = entry.isSymbolicLink() ? 'a symbolic link' : 'something else';
  return {
    severity: 'error',
    file: path,
    message: `${found} stands where ${wanted} has to go; lvsgen neither follows nor replaces it`,
    hint: 'move it away, or render into another folder by --out',
  };
}
