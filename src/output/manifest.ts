import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { ioError } from '../base/files.ts';
import { entryAt } from './files.ts';
import { manifestName } from './paths.ts';

/** Reads the paths that the manifest of an output folder lists; undefined where there is none. */
export async function readManifest(out: string): Promise<readonly string[] | undefined> {
  const file = join(out, manifestName);
  const entry = entryAt(file);
  if (entry === undefined) return undefined;
  if (!entry.isFile()) throw damage(file, 1, 'it is not a regular file');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw ioError(error, 'read', file);
  });
  // Git may have written it with CRLF.
  const paths = text.split(/\r?\n/);
  if (paths.at(-1) === '') paths.pop();
  const wrong = paths.findIndex((path) => !isOutputPath(path));
  if (wrong < 0) return paths;
  const path = JSON.stringify(paths[wrong]);
  throw damage(file, wrong + 1, `${path} is not of the form cluster/role/target/file`);
}

/** Tells whether a path is one below the output folder: `cluster/role/target/` and what is installed there. */
function isOutputPath(path: string): boolean {
  const name = '[a-z][a-z0-9-]*';
  const inside = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return inside && new RegExp(`^(${name}/){3}[^\\p{Cc}\\\\]+$`, 'u').test(path);
}

function damage(file: string, line: number, fault: string): LvsgenError {
  const message = `this list of rendered files is damaged: ${fault}; nothing was written`;
  const hint =
    'restore it from version control, or delete it and render again: then files that are no longer rendered have to be removed by hand';
  return new LvsgenError([
    { severity: 'error', file, position: { line, column: 1 }, message, hint },
  ]);
}
