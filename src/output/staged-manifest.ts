import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from './comparison.ts';
import { errorCode, ioError } from './io-error.ts';
import { formatManifest, manifestName } from './manifest.ts';
import { sortPaths } from './path-rules.ts';
import { removeFile, type Staged } from './replace-file.ts';
import type { Staging } from './staging.ts';

/** The manifests that have to be put in place one after the other; none where the list stays the same. */
export interface StagedManifest {
  readonly meanwhile?: Staged;
  readonly after?: Staged;
  /** Puts back the one that is there. */
  readonly restore: () => void;
}

/**
 * Gets ready the manifest that lists what stands there and what is to come, and the one that lists only the latter.
 *
 * @throws LvsgenError when that fails
 */
export function stageManifest(staging: Staging, comparison: Comparison): StagedManifest {
  const { out, listedBefore, listedAfter } = comparison;
  const path = join(out, manifestName);
  const before = formatManifest(listedBefore);
  const meanwhile = formatManifest(sortPaths([...listedBefore, ...listedAfter]));
  const after = formatManifest(listedAfter);
  if (before === meanwhile && meanwhile === after) return { restore: () => undefined };
  staging.makeFolder(out);
  const stage = (text: string): Staged => staging.stage(path, text, 0o644);
  return {
    ...(meanwhile === before ? {} : { meanwhile: stage(meanwhile) }),
    ...(after === meanwhile ? {} : { after: stage(after) }),
    restore: meanwhile === before ? () => undefined : restoration(staging, path),
  };
}

/** On a full disk nothing more can be written, so what may have to be put back is ready before. */
function restoration(staging: Staging, path: string): () => void {
  let bytes: Uint8Array;
  let mode: number;
  try {
    bytes = readFileSync(path);
    ({ mode } = statSync(path));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(error, 'read', path);
    return () => {
      removeFile(path);
    };
  }
  const copy = staging.stage(path, bytes, mode & 0o7777);
  return () => {
    staging.put(copy);
  };
}
