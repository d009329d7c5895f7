import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { attempt } from '../base/files.ts';
import { stdinFile } from '../base/io.ts';
import { type Context, place } from './context.ts';

/** A file of a host to look at. */
export interface HostFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Whether it is named itself, and not the folder that it is in. */
  readonly isNamed: boolean;
  /** The text of a file that it sources, which is at hand where it stands beside it. */
  readonly near: (path: string) => string | undefined;
}

/** Of these nobody thinks as of scripts for a shell, though such may stand in their comments. */
const program = /\.([cm]?[jt]sx?|py|pl|rb|go|c|h|cc|rs|java|php|json|ya?ml|html?|css)$/;

/**
 * The files that a name means: one, all of a folder, or standard input.
 *
 * @throws LvsgenError when one cannot be read
 */
export async function filesOf(name: string, context: Context): Promise<readonly HostFile[]> {
  const { cwd, readStdin } = context;
  if (name === stdinFile) {
    return [{ file: '<stdin>', bytes: await readStdin(), isNamed: true, near: nearTo(cwd) }];
  }
  const top = resolve(cwd, name);
  const read = (path: string, file: string): HostFile => {
    const bytes = attempt('read', file, () => readFileSync(path));
    return { file, bytes, isNamed: path === top, near: nearTo(dirname(path)) };
  };
  if (!attempt('read', name, () => statSync(top).isDirectory())) return [read(top, name)];
  const { glob } = await import('tinyglobby');
  const ignore = ['**/node_modules/**', '**/.git/**'];
  const files = await glob('**', { cwd: top, dot: true, ignore, followSymbolicLinks: false });
  const scripts = files.filter((file) => !program.test(file)).toSorted();
  return scripts.map((file) => read(join(top, file), place(context, top, file)));
}

function nearTo(folder: string): HostFile['near'] {
  return (path) => {
    try {
      return readFileSync(join(folder, basename(path)), 'utf8');
    } catch {
      return undefined;
    }
  };
}
