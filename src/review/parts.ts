import { diffLines } from 'diff';
import type { ChangedFile } from '../output/file-change.ts';
import { gitPatch, maxEditLength, type Side } from '../output/git-patch.ts';
import { withoutName } from './own-name.ts';
import { placeOf } from './place.ts';

/** A stretch of lines that stay, or that are replaced: by nothing, or in the place of nothing, perhaps. */
type Stretch =
  | { readonly kind: 'same'; readonly text: string }
  | { readonly kind: 'part'; readonly removed: string; readonly added: string };

/**
 * The parts of a file's change, each as a text that is the same for the same change of another cluster's file: without
 * the cluster's name, and wherever it stands. A change of the executable bit is the first part.
 */
export function partsOf(change: ChangedFile): readonly string[] {
  const { before, after } = change;
  const neutral = withoutName(placeOf(change).cluster, '\0');
  const seen = new Map<string, number>();
  const numbered = (part: string): string => {
    const count = (seen.get(part) ?? 0) + 1;
    seen.set(part, count);
    return `${count}\0${part}`;
  };
  const mode = before.isExecutable === after.isExecutable ? [] : [`mode ${after.isExecutable}`];
  const lines = stretchesOf(before, after).flatMap((stretch) =>
    stretch.kind === 'same'
      ? []
      : [numbered(`${neutral(stretch.removed)}\0\0${neutral(stretch.added)}`)],
  );
  return [...mode, ...lines];
}

/**
 * Shows some parts of a file's change as a patch in git's form, between the lines that the file has after it: as if
 * the others had been made before.
 *
 * @param isShown asked for each part by its number
 */
export function showParts(
  change: ChangedFile,
  isShown: (part: number) => boolean,
): Promise<string> {
  const { out, path, before, after } = change;
  const isModeChanged = before.isExecutable !== after.isExecutable;
  const isExecutable = isModeChanged && isShown(0) ? before.isExecutable : after.isExecutable;
  if (before.text === undefined || after.text === undefined) {
    return gitPatch(out + path, { ...before, isExecutable }, after);
  }
  let part = isModeChanged ? 0 : -1;
  const texts = stretchesOf(before, after).map((stretch) => {
    if (stretch.kind === 'same') return stretch.text;
    part += 1;
    return isShown(part) ? stretch.removed : stretch.added;
  });
  return gitPatch(out + path, { isExecutable, text: texts.join('') }, after);
}

function stretchesOf({ text: before }: Side, { text: after }: Side): readonly Stretch[] {
  if (before === undefined || after === undefined) {
    return [{ kind: 'part', removed: before ?? 'not UTF-8', added: after ?? 'not UTF-8' }];
  }
  const found = diffLines(before, after, { maxEditLength });
  if (found === undefined) return [{ kind: 'part', removed: before, added: after }];
  const stretches: Stretch[] = [];
  for (const { value, added, removed } of found) {
    const last = stretches.at(-1);
    const piece = { removed: removed ? value : '', added: added ? value : '' };
    if (!added && !removed) stretches.push({ kind: 'same', text: value });
    else if (last?.kind !== 'part') stretches.push({ kind: 'part', ...piece });
    else {
      stretches[stretches.length - 1] = {
        kind: 'part',
        removed: last.removed + piece.removed,
        added: last.added + piece.added,
      };
    }
  }
  return stretches;
}
