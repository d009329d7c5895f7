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

interface Spends {
  spend(characters: number): void;
}

/** `${name#pattern}` and its like: the shortest or longest match at one end is left away. */
export function removed(value: string, operator: string, pattern: string): string {
  const whole = new RegExp(`^(?:${globPattern(pattern)})$`, 's');
  const ends = Array.from({ length: value.length + 1 }, (_, index) => index);
  const isFront = operator.startsWith('#');
  // The shortest match first: at the front that is the smallest cut, at the end the greatest.
  if (isFront !== (operator.length === 1)) ends.reverse();
  const cut = ends.find((at) => whole.test(isFront ? value.slice(0, at) : value.slice(at)));
  if (cut === undefined) return value;
  return isFront ? value.slice(cut) : value.slice(0, cut);
}

/** The words of `{a,b}` and `{1..5}`. */
export function braces(text: string, scope: Spends): readonly string[] {
  const body = text.slice(1, -1);
  const [, from = '', to = '', by = '1'] = /^(\d+)\.\.(\d+)(?:\.\.(\d+))?$/.exec(body) ?? [];
  if (from !== '') return sequence(Number(from), Number(to), Number(by) || 1, scope);
  return body.split(',');
}

/** The numbers from one to another, as texts. */
export function sequence(from: number, to: number, by: number, scope: Spends): readonly string[] {
  const step = Math.abs(by) * (to < from ? -1 : 1);
  const count = Math.floor(Math.abs((to - from) / step)) + 1;
  scope.spend(count * 4);
  return Array.from({ length: count }, (_, index) => String(from + index * step));
}
