/** The longest piece of the user's own text that a message repeats, in characters. */
const longest = 60;

/** The user's text as one short line in quotes, with nothing in it that a terminal would act upon. */
export function quote(text: string): string {
  // A value may be as long as the config, and stand there many times.
  const characters = Array.from(text.slice(0, 2 * longest + 2));
  const start = characters.slice(0, longest).join('');
  const escaped = JSON.stringify(start).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return characters.length > longest ? `${escaped.slice(0, -1)}…"` : escaped;
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
