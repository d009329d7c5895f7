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
