import { lstat, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { errorCode, ioError } from '../base/io-error.ts';

/**
 * The folder that a root names, without symbolic links in its own path.
 *
 * @throws LvsgenError when there is none
 */
export async function resolveRoot(root: string): Promise<string> {
  try {
    if ((await stat(root)).isDirectory()) return await realpath(root);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'read', root);
    throw notAFolder(root, 'the root is not there');
  }
  throw notAFolder(root, 'the root is not a folder');
}

function notAFolder(root: string, message: string): LvsgenError {
  const hint = 'make the folder first, as rpmbuild does with $RPM_BUILD_ROOT, or correct --root';
  return new LvsgenError([{ severity: 'error', file: root, message, hint }]);
}

/** What installing a file below a root meets. */
export interface Way {
  /** The folders that have to be made, absolute, the outermost first. */
  readonly missing: readonly string[];
  readonly obstacle?: Diagnostic;
}

/**
 * Looks at each step of the way to an install path, and follows no symbolic link: it may lead out of the root.
 *
 * @throws LvsgenError when a folder cannot be read
 */
export async function wayTo(root: string, installPath: string): Promise<Way> {
  const steps = installPath.slice(1).split('/');
  const missing: string[] = [];
  for (const index of steps.keys()) {
    const path = join(root, ...steps.slice(0, index + 1));
    const isFile = index === steps.length - 1;
    const kind = await kindOf(path);
    if (kind === undefined) {
      if (!isFile) missing.push(path);
    } else if (kind !== (isFile ? 'a file' : 'a folder')) {
      return { missing, obstacle: obstacle(path, kind, isFile ? 'a file' : 'a folder') };
    }
  }
  return { missing };
}

function obstacle(path: string, kind: string, wanted: string): Diagnostic {
  return {
    severity: 'error',
    file: path,
    message: `${kind} stands where ${wanted} has to go; lvsgen neither follows nor replaces it`,
    hint: 'move it away, or install into another root',
  };
}

async function kindOf(path: string): Promise<string | undefined> {
  try {
    const entry = await lstat(path);
    if (entry.isSymbolicLink()) return 'a symbolic link';
    if (entry.isDirectory()) return 'a folder';
    return entry.isFile() ? 'a file' : 'a device, socket or pipe';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw ioError(error, 'read', path);
  }
}
