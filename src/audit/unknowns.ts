import type { Word } from './effect.ts';

/** Of the private use area of Unicode: readers of files keep them out of what is read. */
const first = 0xe000;
const unknown = /[\uE000-\uF8FF]/;

/**
 * The things that a run cannot know. Each is one character, the same wherever it comes from the same source: so texts that
 * hold one are split, joined and compared as others are.
 */
export class Unknowns {
  readonly #characters = new Map<string, string>();
  readonly #known: { readonly reason: string; readonly source: string }[] = [];

  /** The character for what comes from this source. */
  of(source: string, reason: string): string {
    const known = this.#characters.get(source);
    if (known !== undefined) return known;
    const character = String.fromCharCode(first + Math.min(this.#known.length, 0x18ff));
    this.#characters.set(source, character);
    this.#known.push({ reason, source: this.readable(source) });
    return character;
  }

  /** The text as a word, which is unknown if a part of it is. */
  word(text: string): Word {
    const character = unknown.exec(text)?.[0];
    if (character === undefined) return { text };
    const { reason = '' } = this.#known[character.charCodeAt(0) - first] ?? {};
    return { unknown: reason, source: this.readable(text) };
  }

  /** The text with the sources of what is unknown in it, such as `$1/32`. */
  readable(text: string): string {
    return text.replace(/[\uE000-\uF8FF]/g, (character) => {
      return this.#known[character.charCodeAt(0) - first]?.source ?? '?';
    });
  }
}

/** Tells whether the text has a part that cannot be known. */
export function isUnknown(text: string): boolean {
  return unknown.test(text);
}
