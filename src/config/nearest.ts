/**
 * The candidate that a word is most likely a slip of: at most two letters added, left out, changed or swapped with
 * their neighbour, and never more than about a third of it. Case does not count; where two are as near, neither is meant.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.min(2, Math.ceil(word.length / 3));
  let closest = allowed + 1;
  let best: string[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase());
    if (distance < closest) best = [];
    if (distance <= Math.min(closest, allowed)) {
      closest = distance;
      best.push(candidate);
    }
  }
  return best.length === 1 ? best[0] : undefined;
}

/** Damerau and Levenshtein's distance, without edits inside a swapped pair. */
function distanceOf(left: string, right: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const at = (line: readonly number[], index: number): number => line[index] ?? Infinity;
      current.push(
        Math.min(
          at(above, column) + 1,
          at(current, column - 1) + 1,
          at(above, column - 1) + (same ? 0 : 1),
          swapped ? at(twoAbove, column - 2) + 1 : Infinity,
        ),
      );
    }
    twoAbove = above;
    above = current;
  }
  return above[right.length] ?? Infinity;
}
