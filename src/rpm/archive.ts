import { unitOf } from '../output/paths.ts';
import type { RenderedFile } from '../roles/artifact.ts';

/** As early as every file system and archiver takes without a remark. */
export const archiveTime = new Date('1980-01-01T00:00:00Z');

/** Where a rendered file is installed, absolute. */
export function installPathOf({ path }: Pick<RenderedFile, 'path'>): string {
  return path.slice(unitOf(path).length);
}

/**
 * The sources of a package as a tar file: each file by its install path, below a folder. It depends on nothing but the
 * files. It is not compressed, since versions of zlib, and so of Node.js, compress the same bytes to different ones.
 */
export async function archiveOf(folder: string, files: readonly RenderedFile[]): Promise<string> {
  const { packTar } = await import('modern-tar');
  const root = { type: 'file', uid: 0, gid: 0, uname: 'root', gname: 'root' } as const;
  const entries = files
    .toSorted((left, right) => (left.path < right.path ? -1 : 1))
    .map((file) => {
      const body = Buffer.from(file.content);
      const name = `${folder}${installPathOf(file)}`;
      return {
        header: { name, size: body.length, mode: file.mode, mtime: archiveTime, ...root },
        body,
      };
    });
  // Its headers are ASCII, and what it holds is UTF-8, so all of it is text.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await packTar(entries));
}
