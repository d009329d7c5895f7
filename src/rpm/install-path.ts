import type { RenderedFile } from '../roles/artifact.ts';
import { unitOf } from '../output/paths.ts';

/** Where a rendered file is installed, absolute. */
export function installPathOf({ path }: Pick<RenderedFile, 'path'>): string {
  return path.slice(unitOf(path).length);
}
