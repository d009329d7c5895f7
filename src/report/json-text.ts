const unsafe = /[\u007F-\u009F\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A value as JSON, indented, with its last line end. What a terminal obeys or what turns text around is escaped: a
 * reader of JSON gets it as it is. Half a surrogate pair becomes U+FFFD, as it would in UTF-8: some readers refuse it.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, item: unknown) => (typeof item === 'string' ? wellFormed(item) : item),
    2,
  );
  const escaped = text.replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}

/** The text without halves of surrogate pairs. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}
