import { distance } from 'fastest-levenshtein';

/** The user's text as one line in quotes, of which at most 60 characters are shown. */
export function quote(text: string): string {
  // A value may be as long as the config, and stand there many times.
  const characters = Array.from(text.slice(0, 122));
  const start = JSON.stringify(characters.slice(0, 60).join(''));
  return characters.length > 60 ? `${start.slice(0, -1)}…"` : start;
}

/** A count with its noun, such as "1 file" or "3 files". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The words as one phrase: `a, b or c`. */
export function phrase(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/**
 * The candidate that a word is most likely a slip of: at most two letters added, left out or changed, and never more
 * than about a third of it. Case does not count; where two are as near, neither is meant.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.min(2, Math.ceil(word.length / 3));
  const near = candidates
    .filter(({ length }) => Math.abs(length - word.length) <= allowed)
    .map((text) => ({ text, edits: distance(word.toLowerCase(), text.toLowerCase()) }))
    .filter(({ edits }) => edits <= allowed)
    .toSorted((left, right) => left.edits - right.edits);
  return near[0]?.edits === near[1]?.edits ? undefined : near[0]?.text;
}

const acting = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text that a terminal shows and does not obey, whatever file it is quoted from. */
export function harmless(text: string): string {
  return text.replace(acting, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`);
}

/** JSON, in which nothing is raw that a terminal obeys, and which says the same. */
export function harmlessJson(value: unknown, keys: string[] | null = null): string {
  const escaped = (one: string): string => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value, keys, 2).replace(acting, escaped)}\n`;
}

/** Harmless text for what is to stay in one line, such as the name of a file. */
export function harmlessLine(text: string): string {
  return harmless(text).replaceAll('\n', '\\u{a}').replaceAll('\t', '\\u{9}');
}
