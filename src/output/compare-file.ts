import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import type { RenderedFile } from '../model/artifact.ts';
import type { Change } from './comparison.ts';
import { ioError } from './io-error.ts';
import { bearsMarker, markerLine } from './marker.ts';

/**
 * How a regular file on disk differs from the rendered one; `foreign` when its content differs and it is not ours to
 * overwrite. Of the mode only the executable bit counts: git checks files out with whatever the umask leaves of the
 * rest.
 *
 * @throws LvsgenError when it cannot be read
 */
export function compareFile(
  file: RenderedFile,
  out: string,
  isListed: boolean,
): 'unchanged' | 'mode' | 'updated' | 'foreign' {
  const { content, isExecutable } = readOnDisk(join(out, file.path));
  if (!content.equals(Buffer.from(file.content))) {
    return isListed || bearsMarker(content, file.cluster) ? 'updated' : 'foreign';
  }
  return isExecutable === ((file.mode & 0o100) !== 0) ? 'unchanged' : 'mode';
}

/** What to tell about a foreign file at the path of a rendered one. */
export function foreignObstacle(file: RenderedFile, out: string): Diagnostic {
  return {
    severity: 'error',
    file: join(out, file.path),
    message:
      "somebody else's file stands where a rendered file has to go: it is not listed in lvsgen.files " +
      `and has no line "${markerLine(file.cluster)}"`,
    hint: 'move it away, or render into another folder by --out',
  };
}

/**
 * Decides about a file that is listed and no longer rendered: it goes only if it still says that it is ours.
 *
 * @throws LvsgenError when it cannot be read
 */
export function judgeOrphan(path: string, out: string, kind: 'file' | 'other'): Change {
  const note = (why: string): Change => ({
    path,
    kind: 'foreign',
    note: `no longer rendered, but ${why}: it stays and is no longer listed`,
  });
  if (kind === 'other') return note('not the regular file that lvsgen wrote');
  const [cluster = ''] = path.split('/', 1);
  if (bearsMarker(readOnDisk(join(out, path)).content, cluster)) return { path, kind: 'removed' };
  return note(`without the line "${markerLine(cluster)}"`);
}

/** What is read of a file of the output folder. */
export interface FileOnDisk {
  readonly content: Buffer;
  /** Whether its owner may execute it. */
  readonly isExecutable: boolean;
}

/**
 * Reads a file of the output folder.
 *
 * @throws LvsgenError when it cannot be read
 */
export function readOnDisk(path: string): FileOnDisk {
  try {
    const file = openSync(path, 'r');
    try {
      return { content: readFileSync(file), isExecutable: (fstatSync(file).mode & 0o100) !== 0 };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw ioError(error, 'read', path);
  }
}
