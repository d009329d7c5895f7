/** A pattern of the shell as the source of a regular expression; what stood in quotes is not told from it. */
export function globPattern(glob: string): string {
  return glob.replace(/\[[!^]?[^\]]+\]|\\.|[\s\S]/g, (one) => {
    if (one === '*') return '.*';
    if (one === '?') return '.';
    if (one.length > 2 && one.startsWith('['))
      return one.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return one.slice(-1).replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
}

/** Tells whether the whole text matches a pattern of the shell. */
export function matchesGlob(text: string, glob: string): boolean {
  return new RegExp(`^(?:${globPattern(glob)})$`, 's').test(text);
}
