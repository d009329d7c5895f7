import type { State } from './state.ts';

/** A pattern of the shell without * as the source of a regular expression. */
function sourceOf(glob: string): string {
  return glob.replace(/\[[!^]?[^\]]+\]|\\.|[\s\S]/g, (one) => {
    if (one === '?') return '.';
    if (one.length > 2 && one.startsWith('['))
      return one.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return one.slice(-1).replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
}

/** Tells whether the whole text matches a pattern of the shell; each * takes as little as it can, so that this ends soon. */
export function matchesGlob(text: string, glob: string): boolean {
  const [first = '', ...others] = glob.split('*').map(sourceOf);
  const last = others.pop();
  if (last === undefined) return new RegExp(`^(?:${first})$`, 's').test(text);
  let rest = text;
  for (const source of [`^(?:${first})`, ...others]) {
    const found = new RegExp(source, 's').exec(rest);
    if (found === null) return false;
    rest = rest.slice(found.index + found[0].length);
  }
  return new RegExp(`(?:${last})$`, 's').test(rest);
}

/** `${name#pattern}` and its like: the shortest or longest match at one end is left away. */
export function removed(value: string, operator: string, pattern: string): string {
  if (value.length > 1000) return value;
  const ends = Array.from({ length: value.length + 1 }, (_, index) => index);
  const isFront = operator.startsWith('#');
  // The shortest match first: at the front that is the smallest cut, at the end the greatest.
  if (isFront !== (operator.length === 1)) ends.reverse();
  const parts = ends.map((at) => [value.slice(0, at), value.slice(at)] as const);
  const cut = parts.find(([front, end]) => matchesGlob(isFront ? front : end, pattern));
  return cut?.[isFront ? 1 : 0] ?? value;
}

/** The words of `{a,b}` and `{1..5}`. */
export function braces(text: string, state: State): readonly string[] {
  const [, from, to] = /^\{(\d+)\.\.(\d+)\}$/.exec(text) ?? [];
  if (from === undefined) return text.slice(1, -1).split(',');
  return sequence(Number(from), Number(to), state);
}

/** The numbers from one to another, as texts. */
export function sequence(from: number, to: number, state: State): readonly string[] {
  const count = Math.abs(to - from) + 1;
  state.spend(count * 4);
  return Array.from({ length: count }, (_, at) => String(to < from ? from - at : from + at));
}
