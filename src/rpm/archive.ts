import { packTree } from '../output/tar.ts';
import { unitOf } from '../output/paths.ts';
import type { RenderedFile } from '../roles/artifact.ts';

/** Where a rendered file is installed, absolute. */
export function installPathOf({ path }: Pick<RenderedFile, 'path'>): string {
  return path.slice(unitOf(path).length);
}

/** The sources of a package as a tar file: each file by its install path, below a folder. */
export async function archiveOf(folder: string, files: readonly RenderedFile[]): Promise<string> {
  const entries = files.map((file) => ({ ...file, path: `${folder}${installPathOf(file)}` }));
  // Its headers are ASCII, and what it holds is UTF-8, so all of it is text.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await packTree(entries));
}
