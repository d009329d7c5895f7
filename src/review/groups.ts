import type { ChangedFile } from '../output/file-change.ts';
import { partsOf, showParts } from './parts.ts';
import { placeOf } from './place.ts';

/** A change that several files have in common. */
export interface Group {
  /** Sorted as the changes were. */
  readonly files: readonly ChangedFile[];
  /** How many clusters they are of. */
  readonly clusters: number;
  /** The file that shows it best: the one with the fewest other changes. */
  readonly shown: ChangedFile;
  /** The change as a patch of that file. */
  readonly patch: () => Promise<string>;
}

/**
 * Groups what changes in files: all that the very same files have in common is one group. The groups that concern the
 * most clusters come first.
 */
export function groupChanges(changes: readonly ChangedFile[]): readonly Group[] {
  const parts = changes.map(partsOf);
  const byPart = new Map<string, number[]>();
  for (const [file, own] of parts.entries()) {
    for (const part of own) {
      const files = byPart.get(part);
      if (files === undefined) byPart.set(part, [file]);
      else files.push(file);
    }
  }
  const byFiles = new Map<string, { files: readonly number[]; common: Set<string> }>();
  for (const [part, files] of byPart) {
    const key = files.join(' ');
    const group = byFiles.get(key) ?? { files, common: new Set() };
    group.common.add(part);
    byFiles.set(key, group);
  }
  const groups = Array.from(byFiles.values(), ({ files, common }) => {
    const best = files.reduce((one, other) =>
      (parts[other]?.length ?? 0) < (parts[one]?.length ?? 0) ? other : one,
    );
    const own = parts[best] ?? [];
    const of = files.flatMap((file) => changes[file] ?? []);
    const shown = changes[best];
    if (shown === undefined) throw new Error('a group without a file');
    return {
      files: of,
      clusters: new Set(of.map((file) => placeOf(file).owner)).size,
      shown,
      patch: () => showParts(shown, (part) => common.has(own[part] ?? '')),
    };
  });
  // The sort is stable: what is equal stays in the order of the files.
  return groups.sort((a, b) => b.clusters - a.clusters || b.files.length - a.files.length);
}
