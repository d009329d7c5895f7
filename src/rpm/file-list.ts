import type { RenderedFile } from '../roles/artifact.ts';
import { sortPaths } from '../output/paths.ts';
import { installPathOf } from './install-path.ts';

/** What a package has to list of these files, in the form that `%files -f` reads. */
export function fileList(files: readonly RenderedFile[]): string {
  const paths = sortPaths(files.map(installPathOf));
  return paths.map((path) => `${path}\n`).join('');
}

/** Tells whether a text is such a list, and no other file that somebody would miss. */
export function isFileList(text: string): boolean {
  return /^(?:\/(?:etc|usr)\/\S+\/lvs-[a-z0-9.-]+\n)*$/.test(text);
}
