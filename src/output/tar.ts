import type { RenderedFile } from '../roles/artifact.ts';

/** As early as every file system and archiver takes without a remark. */
export const archiveTime = new Date('1980-01-01T00:00:00Z');

/**
 * Files as a tar file, which depends on nothing but them. It is not compressed, since versions of zlib, and so of Node.js,
 * compress the same bytes to different ones.
 */
export async function packTree(
  files: readonly Pick<RenderedFile, 'path' | 'mode' | 'content'>[],
): Promise<Uint8Array> {
  const { packTar } = await import('modern-tar');
  const root = { type: 'file', uid: 0, gid: 0, uname: 'root', gname: 'root' } as const;
  const encoder = new TextEncoder();
  const entries = files
    .toSorted((left, right) => (left.path < right.path ? -1 : 1))
    .map(({ path: name, mode, content }) => {
      const body = encoder.encode(content);
      return { header: { name, size: body.length, mode, mtime: archiveTime, ...root }, body };
    });
  return packTar(entries);
}
