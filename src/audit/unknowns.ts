import type { Word } from './effect.ts';
import type { Given } from './found.ts';

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
  readonly #known: { readonly source: string; readonly reason: string }[] = [];

  constructor(readonly given: Given) {}

  /** Something that cannot be known, as text. */
  unknown(source: string, reason: string): string {
    const given = this.given.values?.get(source);
    if (given !== undefined) return given;
    const name = this.readable(source);
    let at = this.#known.findIndex((one) => one.source === name);
    if (at < 0) at = Math.min(this.#known.push({ source: name, reason }), most) - 1;
    return String.fromCharCode(first + at);
  }

  /** The text with the sources of what is unknown in it, such as `$1/32`. */
  readable(text: string): string {
    return text.replace(unknowns, (one) => this.#of(one)?.source ?? '');
  }

  /** The sources of what is unknown in the text. */
  sources(text: string): readonly string[] {
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
