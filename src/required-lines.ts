import type { RenderedFile } from './model/artifact.ts';
import { bearsMarker, markerLine } from './output/marker.ts';
import { renderedTextOf } from './render/rendered-file.ts';
import type { Skeleton } from './render/skeleton.ts';

/*
 * What most files show by the fixed text that they share is not looked for in the text of each.
 */

/** Tells whether the content of a file begins so. */
export function beginsWith(file: RenderedFile, start: string): boolean {
  const fixed = renderedTextOf(file)?.skeleton.fixed[0];
  return fixed?.startsWith(start) === true || file.content.startsWith(start);
}

/** Tells whether a file has the line that says which cluster it was generated from. */
export function saysWhose(file: RenderedFile): boolean {
  const text = renderedTextOf(file);
  const named = text?.values[markerValue(text.skeleton)];
  return named === file.cluster || bearsMarker(Buffer.from(file.content), file.cluster);
}

const known = new WeakMap<Skeleton, number>();

/** Which value stands where the marker has the name of the cluster; -1 if none does. */
function markerValue(skeleton: Skeleton): number {
  let index = known.get(skeleton);
  if (index === undefined) {
    index = findMarkerValue(skeleton);
    known.set(skeleton, index);
  }
  return index;
}

function findMarkerValue({ fixed }: Skeleton): number {
  const [before = '', after = ''] = markerLine('\n').split('\n');
  return fixed.findIndex(
    (text, index) =>
      `\n${text}`.endsWith(`\n# ${before}`) && fixed[index + 1]?.startsWith(`${after}\n`) === true,
  );
}
