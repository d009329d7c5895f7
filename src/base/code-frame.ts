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

/** Characters that take two columns. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/gu;

/** The lines around a place, numbered, with carets under the stretch that is meant. */
export function codeFrame(lines: readonly string[], { line, start, end }: Span): string {
  const from = (lines[line - 1] ?? '').length > widest ? Math.max(0, start - lead) : 0;
  const cut = from > 0 ? '…' : '';
  const gutter = String(Math.min(lines.length, line + 1)).length;
  const plain = (text: string): string => text.replaceAll('\t', '    ');
  const blanks = (text: string): string => plain(text).replace(wide, '  ').replace(/./gsu, ' ');
  const first = Math.max(1, line - 2);
  const rows = lines.slice(first - 1, line + 1).map((text, index) => {
    const number = first + index;
    const rest = text.length > from + widest ? '…' : '';
    const shown = cut + plain(text.slice(from, from + widest)) + rest;
    const mark = number === line ? '>' : ' ';
    const row = `${mark} ${String(number).padStart(gutter)} | ${shown}`.trimEnd();
    if (number !== line) return row;
    const carets = blanks(text.slice(start, Math.min(end, from + widest))).replaceAll(' ', '^');
    return `${row}\n  ${' '.repeat(gutter)} | ${blanks(cut + text.slice(from, start))}${carets || '^'}`;
  });
  return rows.join('\n');
}
