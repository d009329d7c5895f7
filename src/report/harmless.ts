const turning = '\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';
const inText = new RegExp(`[^\\P{Cc}\\n\\t]|[\\p{Zl}\\p{Zp}\\p{Cs}${turning}]`, 'gu');
const inJson = new RegExp(`[\\u007F-\\u009F\\p{Zl}\\p{Zp}${turning}]`, 'gu');

function code(character: string): string {
  return character.charCodeAt(0).toString(16);
}

/** Text that a terminal shows and does not obey, whatever file it is quoted from. */
export function harmless(text: string): string {
  return text.replace(inText, (character) => `\\u{${code(character)}}`);
}

/** The same for what is to stay in one line, such as the name of a file. */
export function harmlessLine(text: string): string {
  return harmless(text).replaceAll('\n', '\\u{a}').replaceAll('\t', '\\u{9}');
}

/** A value as JSON, indented, with its last line end, and as harmless: a reader of JSON gets every character as it is. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(
    value,
    // Half of a surrogate pair is no UTF-8, and some readers refuse it.
    (_, item: unknown) => (typeof item === 'string' ? item.toWellFormed() : item),
    2,
  );
  return `${text.replace(inJson, (one) => `\\u${code(one).padStart(4, '0')}`)}\n`;
}
