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
