import type { RenderedFile } from '../roles/artifact.ts';

/** The name of the manifest in the output folder: the list of the files that lvsgen wrote there. */
export const manifestName = 'lvsgen.files';

/** The text of a manifest that lists these paths, which are sorted already. */
export function formatManifest(paths: readonly string[]): string {
  return paths.map((path) => `${path}\n`).join('');
}

/** The folder of one cluster, role and target that a path lies in, such as `web/real-server/el6`. */
export function unitOf(path: string): string {
  return path.split('/', 3).join('/');
}

/** The folders that paths lie in, below the output folder, each once and the outer before the inner ones. */
export function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = paths.flatMap((path) => {
    const names = path.split('/').slice(0, -1);
    return names.map((_, index) => names.slice(0, index + 1).join('/'));
  });
  return sortPaths(folders);
}

/** The paths in an order that is the same on every machine, whatever its language; each once. */
export function sortPaths(paths: Iterable<string>): readonly string[] {
  return [...new Set(paths)].sort();
}

/** Where a rendered file is installed, absolute. */
export function installPathOf({ path }: Pick<RenderedFile, 'path'>): string {
  return path.slice(unitOf(path).length);
}
