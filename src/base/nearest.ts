import { distance } from 'fastest-levenshtein';

/**
 * The candidate that a word is most likely a slip of: at most two letters added, left out or changed, and never more
 * than about a third of it. Case does not count; where two are as near, neither is meant.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.min(2, Math.ceil(word.length / 3));
  const near = candidates
    .filter(({ length }) => Math.abs(length - word.length) <= allowed)
    .map((text) => ({ text, edits: distance(word.toLowerCase(), text.toLowerCase()) }))
    .filter(({ edits }) => edits <= allowed)
    .toSorted((left, right) => left.edits - right.edits);
  return near[0]?.edits === near[1]?.edits ? undefined : near[0]?.text;
}
