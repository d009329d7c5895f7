import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { errorCode, ioError } from '../base/io-error.ts';
import { pathFault } from './path-rules.ts';

/** The name of the manifest in the output folder. */
export const manifestName = 'lvsgen.files';

/** What the manifest on disk lists. */
export interface Manifest {
  readonly exists: boolean;
  /** As they stand in the file. */
  readonly paths: readonly string[];
}

/**
 * Reads the list of the files that lvsgen wrote below an output folder; a missing one lists nothing.
 *
 * @throws LvsgenError when it cannot be read or is damaged, with the first line that is wrong
 */
export async function readManifest(out: string): Promise<Manifest> {
  const file = join(out, manifestName);
  let bytes: Buffer;
  try {
    if (!(await lstat(file)).isFile()) throw damage(file, undefined, 'it is not a regular file');
    bytes = await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { exists: false, paths: [] };
    throw ioError(error, 'read', file);
  }
  return { exists: true, paths: parseManifest(bytes, file) };
}

/** The text of a manifest that lists these paths, which are sorted already. */
export function formatManifest(paths: readonly string[]): string {
  return paths.map((path) => `${path}\n`).join('');
}

/**
 * Takes a manifest apart. Line ends may be CRLF, as git writes them on Windows.
 *
 * @throws LvsgenError at the first line that cannot be one of lvsgen's
 */
export function parseManifest(bytes: Buffer, file: string): readonly string[] {
  const lines = decode(bytes, file).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const seen = new Map<string, number>();
  for (const [index, path] of lines.entries()) {
    const fault = conflictFault(path) ?? duplicateFault(seen, path) ?? pathFault(path);
    if (fault !== undefined) throw damage(file, index + 1, `${JSON.stringify(path)}: ${fault}`);
    seen.set(path, index + 1);
  }
  return lines;
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw damage(file, lineOfFirstFault(bytes), 'it is not UTF-8');
  }
}

function lineOfFirstFault(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  return text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
}

function conflictFault(line: string): string | undefined {
  return /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(line)
    ? 'it is a merge conflict of git'
    : undefined;
}

function duplicateFault(seen: ReadonlyMap<string, number>, path: string): string | undefined {
  const line = seen.get(path);
  return line === undefined ? undefined : `it stands in line ${line} already`;
}

function damage(file: string, line: number | undefined, fault: string): LvsgenError {
  return new LvsgenError([
    {
      severity: 'error',
      file,
      ...(line === undefined ? {} : { position: { line, column: 1 } }),
      message: `this list of rendered files is damaged: ${fault}; nothing was written`,
      hint: 'restore it from version control, or delete it and render again: then files that are no longer rendered have to be removed by hand',
    },
  ]);
}
