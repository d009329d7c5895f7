/** A stretch of one line. */
export interface Span {
  /** From one. */
  readonly line: number;
  /** In UTF-16 units from zero. */
  readonly start: number;
  readonly end: number;
}

/** Of a long line no more is shown, and before the caret no more than this. */
const widest = 100;
const lead = 40;

/** What a terminal would act upon, or hide. */
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/gu;

/** The lines around a place, numbered, with carets under the stretch that is meant. */
export function codeFrame(lines: readonly string[], { line, start, end }: Span): string {
  const from = (lines[line - 1] ?? '').length > widest ? Math.max(0, start - lead) : 0;
  const last = Math.min(lines.length, line + 1);
  const gutter = String(last).length;
  const cut = from > 0 ? '…' : '';
  const rows: string[] = [];
  for (let number = Math.max(1, line - 2); number <= last; number += 1) {
    const text = lines[number - 1] ?? '';
    const rest = text.length > from + widest ? '…' : '';
    const mark = number === line ? '>' : ' ';
    const visible = cut + printable(text.slice(from, from + widest)) + rest;
    rows.push(`${mark} ${String(number).padStart(gutter)} | ${visible}`.trimEnd());
    if (number === line) {
      const before = blanks(cut + text.slice(from, start));
      const under = blanks(text.slice(start, Math.min(end, from + widest)));
      rows.push(`  ${' '.repeat(gutter)} | ${before}${under.replaceAll(' ', '^') || '^'}`);
    }
  }
  return rows.join('\n');
}

function printable(text: string): string {
  return text.replaceAll('\t', '    ').replaceAll(unsafe, '·');
}

/** As many blanks as the text takes columns. */
function blanks(text: string): string {
  const narrow = printable(text).replaceAll(wide, '  ');
  return ' '.repeat(narrow.length);
}
