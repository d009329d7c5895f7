import { lstat, stat } from 'node:fs/promises';
import { LvsgenError } from '../diagnostic.ts';
import type { RenderedFile } from '../model/artifact.ts';
import type { Change, Comparison } from './comparison.ts';
import { compareFile, foreignObstacle, judgeOrphan } from './compare-file.ts';
import { errorCode, ioError } from './io-error.ts';
import { type Manifest, manifestName, readManifest } from './manifest.ts';
import { refuseOtherOutput } from './other-output.ts';
import { pathFault, sortPaths } from './path-rules.ts';
import { forEachInTurn } from './in-turn.ts';
import { type Selection, selects } from './selection.ts';
import { survey } from './survey.ts';

/**
 * Compares rendered files with what stands below the output folder, which may be missing. Nothing is written.
 *
 * @param files what the selection renders to, and nothing beside
 * @param tick called for each file that is compared
 * @throws LvsgenError with everything that forbids writing: a damaged manifest, a path that leaves the folder, a
 *   symbolic link, folder or foreign file where a rendered file has to go, what another command wrote, or something
 *   that cannot be read
 */
export async function compare(
  files: readonly RenderedFile[],
  out: string,
  selection: Selection = {},
  tick?: () => void,
): Promise<Comparison> {
  const rendered = index(files);
  await refuseOddOutputFolder(out);
  const manifest = await readManifest(out);
  refuseOtherOutput(out, manifest.paths, rendered.keys());
  const selected = manifest.paths.filter((path) => selects(selection, path));
  const listed = new Set(selected);
  const kinds = new Map<RenderedFile, ReturnType<typeof compareFile>>();
  const found = await survey(out, rendered, listed, (file) => {
    kinds.set(file, compareFile(file, out, listed.has(file.path)));
    tick?.();
  });
  const obstacles = [...found.obstacles];
  const changes: Change[] = found.strangers.map((path) => ({
    path,
    kind: 'foreign',
    note: 'lvsgen did not write it',
  }));
  for (const file of files) {
    const kind = kinds.get(file) ?? 'created';
    if (kind === 'foreign') obstacles.push(foreignObstacle(file, out));
    else changes.push({ path: file.path, kind });
  }
  await forEachInTurn(found.orphans, ([path, kind]) => {
    changes.push(judgeOrphan(path, out, kind));
  });

  if (obstacles.length > 0) {
    throw new LvsgenError(obstacles.sort((a, b) => ((a.file ?? '') < (b.file ?? '') ? -1 : 1)));
  }
  const outside = new Set(manifest.paths.filter((path) => !selects(selection, path)));
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const inOrder = sortPaths([...outside, ...rendered.keys(), ...byPath.keys()]);
  const listedAfter = inOrder.filter((path) => rendered.has(path) || outside.has(path));
  return {
    out,
    files: rendered,
    changes: [
      ...inOrder.flatMap((path) => byPath.get(path) ?? []),
      ...manifestChange(manifest, listedAfter),
    ],
    listedBefore: manifest.paths,
    listedAfter,
    leftovers: found.leftovers,
  };
}

function index(files: readonly RenderedFile[]): ReadonlyMap<string, RenderedFile> {
  const rendered = new Map<string, RenderedFile>();
  for (const file of files) {
    const fault = pathFault(file.path);
    if (fault !== undefined) {
      throw LvsgenError.of(`${JSON.stringify(file.path)} cannot be written: ${fault}`);
    }
    if (rendered.has(file.path)) throw new Error(`${file.path} is rendered twice`);
    rendered.set(file.path, file);
  }
  return rendered;
}

/** The output folder itself may be a symbolic link, but has to be a folder or nothing at all. */
async function refuseOddOutputFolder(out: string): Promise<void> {
  try {
    if ((await stat(out)).isDirectory()) return;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'read', out);
    const entry = await lstat(out).catch(() => undefined);
    if (entry === undefined) return;
  }
  throw new LvsgenError([
    {
      severity: 'error',
      file: out,
      message: 'the output folder is a file, or a symbolic link to something that is not a folder',
      hint: 'move it away, or name another folder by --out',
    },
  ]);
}

function manifestChange(manifest: Manifest, paths: readonly string[]): readonly Change[] {
  const path = manifestName;
  if (!manifest.exists) return paths.length === 0 ? [] : [{ path, kind: 'created' }];
  const isSame =
    manifest.paths.length === paths.length &&
    manifest.paths.every((listed, index) => listed === paths[index]);
  return [{ path, kind: isSame ? 'unchanged' : 'updated' }];
}
