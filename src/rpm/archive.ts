import type { RenderedFile } from '../roles/artifact.ts';
import { installPathOf } from './install-path.ts';

/** As early as every file system and archiver takes without a remark. */
const anyTime = new Date('1980-01-01T00:00:00Z');

/**
 * The sources of a package as a tar file: each file by its install path, below a folder. It depends on nothing but the
 * files. It is not compressed, since versions of zlib, and so of Node.js, compress the same bytes to different ones.
 */
export async function archiveOf(folder: string, files: readonly RenderedFile[]): Promise<string> {
  const { packTar } = await import('modern-tar');
  const entries = files.toSorted(byPath).map((file) => {
    const body = Buffer.from(file.content);
    return {
      header: {
        name: `${folder}${installPathOf(file)}`,
        size: body.length,
        mode: file.mode,
        mtime: anyTime,
        uid: 0,
        gid: 0,
        uname: 'root',
        gname: 'root',
        type: 'file' as const,
      },
      body,
    };
  });
  // Its headers are ASCII, and what it holds is UTF-8, so all of it is text.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await packTar(entries));
}

function byPath(left: RenderedFile, right: RenderedFile): number {
  return left.path < right.path ? -1 : 1;
}
