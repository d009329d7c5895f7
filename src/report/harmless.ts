const acting = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text that a terminal shows and does not obey, whatever file it is quoted from. */
export function harmless(text: string): string {
  return text.replace(acting, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`);
}

/** The same for what is to stay in one line, such as the name of a file. */
export function harmlessLine(text: string): string {
  return harmless(text).replaceAll('\n', '\\u{a}').replaceAll('\t', '\\u{9}');
}
