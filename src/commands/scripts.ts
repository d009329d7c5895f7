import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { attempt } from '../base/files.ts';
import { stdinFile } from '../base/io.ts';
import { type Context, place } from './context.ts';

export interface NamedFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly isNamed: boolean;
}

/** Of these nobody thinks as of scripts for a shell, though such may stand in their comments. */
const program = /\.([cm]?[jt]sx?|py|pl|rb|go|c|h|cc|rs|java|php|json|ya?ml|html?|css)$/;

/**
 * The files that a name means: one, all of a folder, or standard input.
 *
 * @throws LvsgenError when one cannot be read
 */
export async function filesOf(name: string, context: Context): Promise<readonly NamedFile[]> {
  if (name === stdinFile) {
    return [{ file: '<stdin>', bytes: await context.readStdin(), isNamed: true }];
  }
  const path = resolve(context.cwd, name);
  const isFolder = attempt('read', name, () => statSync(path).isDirectory());
  if (!isFolder)
    return [{ file: name, bytes: attempt('read', name, () => readFileSync(path)), isNamed: true }];
  const { glob } = await import('tinyglobby');
  const ignore = ['**/node_modules/**', '**/.git/**'];
  const files = await glob('**', { cwd: path, dot: true, ignore, followSymbolicLinks: false });
  return files
    .filter((file) => !program.test(file))
    .toSorted()
    .map((file) => {
      const inner = join(path, file);
      return {
        file: place(context, inner),
        bytes: attempt('read', inner, () => readFileSync(inner)),
        isNamed: false,
      };
    });
}

/** A file that a script sources, which is at hand where it stands beside it. */
export function readNear(script: string, path: string): string | undefined {
  try {
    return readFileSync(join(dirname(script), basename(path)), 'utf8');
  } catch {
    return undefined;
  }
}
