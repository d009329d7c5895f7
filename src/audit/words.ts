import type { Given, Word, Words } from './effect.ts';

/**
 * What cannot be known is one character in the text, the same wherever it comes from the same source: so texts that hold
 * one are split, joined and compared as others are. The private use area of Unicode has them; none is in what is read.
 */
const unknowns = /[\uE000-\uF8FF]/g;
const [first, most] = [0xe000, 0x1900];

/** Tells whether the text has a part that cannot be known. */
export const isUnknown = (text: string): boolean => text.search(unknowns) >= 0;

/** The things that a run cannot know. */
export class Unknowns {
  readonly #indices = new Map<string, number>();
  readonly #known: { readonly source: string; readonly reason: string }[] = [];

  constructor(readonly given: Given) {}

  /** Something that cannot be known, as text. */
  unknown(source: string, reason: string): string {
    const given = this.given.values?.get(source);
    if (given !== undefined) return given;
    const name = this.readable(source);
    const at =
      this.#indices.get(name) ?? Math.min(this.#known.push({ source: name, reason }), most) - 1;
    this.#indices.set(name, at);
    return String.fromCharCode(first + at);
  }

  /** The text with the sources of what is unknown in it, such as `$1/32`. */
  readable(text: string): string {
    return text.replace(unknowns, (one) => this.#of(one)?.source ?? '');
  }

  /** The sources of what is unknown in the text. */
  sources(text: string): Words {
    return (text.match(unknowns) ?? []).map((one) => this.readable(one));
  }

  word(text: string): Word {
    const [one] = text.match(unknowns) ?? [];
    const unknown = one && this.#of(one)?.reason;
    return unknown === undefined ? { text } : { text: this.readable(text), unknown };
  }

  #of(character: string): { readonly source: string; readonly reason: string } | undefined {
    return this.#known[character.charCodeAt(0) - first];
  }
}

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

/** What has a budget. */
interface Spends {
  spend(characters: number): void;
}

/** The words of `{a,b}` and `{1..5}`. */
export function braces(text: string, scope: Spends): Words {
  const [, from, to] = /^\{(\d+)\.\.(\d+)\}$/.exec(text) ?? [];
  if (from === undefined) return text.slice(1, -1).split(',');
  return sequence(Number(from), Number(to), scope);
}

/** The numbers from one to another, as texts. */
export function sequence(from: number, to: number, scope: Spends): Words {
  const count = Math.abs(to - from) + 1;
  scope.spend(count * 4);
  return Array.from({ length: count }, (_, at) => String(to < from ? from - at : from + at));
}
