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
  if (!existsSync(out)) return [];
  if (!statSync(out).isDirectory()) return [inTheWay(out, statSync(out), 'the output folder')];
  const found: Diagnostic[] = [];
  const needed = foldersOf(files.map(({ path }) => path));
  for (const folder of new Set([...needed, ...foldersOf(orphans)])) {
    const path = join(out, folder);
    const entry = entryAt(path);
    if (entry === undefined || entry.isDirectory()) continue;
    // Where a file stands, the orphans below are gone. Behind a link, files of somebody else would be removed.
    if (needed.includes(folder) || entry.isSymbolicLink()) {
      found.push(inTheWay(path, entry, 'a folder'));
    }
  }
  for (const { path, content, cluster } of files) {
    const file = join(out, path);
    const entry = entryAt(file);
    if (entry === undefined) continue;
    if (!entry.isFile()) found.push(inTheWay(file, entry, 'a rendered file'));
    else if (!listed.has(path)) {
      const { text } = readState(file);
      if (text === content || bearsMarker(text, cluster)) continue;
      const message = `somebody else's file stands where a rendered file has to go: it is not listed in lvsgen.files and has no line "${markerLine(cluster)}"`;
      found.push({ severity: 'error', file, message, hint });
    }
  }
  return found;
}

const hint = 'move it away, or render into another folder by --out';

function inTheWay(file: string, entry: Stats, wanted: string): Diagnostic {
  const found = entry.isSymbolicLink() ? 'a symbolic link' : 'something else';
  const message = `${found} stands where ${wanted} has to go; lvsgen neither follows nor replaces it`;
  return { severity: 'error', file, message, hint };
}
