import type { Skeleton } from '../render/skeleton.ts';

const known = new WeakMap<Skeleton, readonly string[]>();

/** The line that a value stands in, up to the value, with a NUL in the place of each value before it. */
export function lineBefore(skeleton: Skeleton, index: number): string {
  let lines = known.get(skeleton);
  if (lines === undefined) {
    lines = linesOf(skeleton);
    known.set(skeleton, lines);
  }
  return lines[index] ?? '';
}

function linesOf({ fixed }: Skeleton): readonly string[] {
  let line = '';
  return fixed.map((text) => {
    const lineBreak = text.lastIndexOf('\n');
    line = lineBreak < 0 ? line + text : text.slice(lineBreak + 1);
    const before = line;
    line += '\0';
    return before;
  });
}
