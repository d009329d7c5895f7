/** One character of a line as a terminal shows it. */
export interface Cell {
  readonly text: string;
  /** In terminal columns: 0 for a combining mark, 2 for a wide character. */
  readonly width: number;
  /** Where the character starts in the line, in UTF-16 units from zero. */
  readonly offset: number;
}

const tab = '    ';
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;

/** Splits a line into cells. Tabs become spaces; what a terminal would act upon, or hide, becomes a dot. */
export function cellsOf(line: string): Cell[] {
  let offset = 0;
  return Array.from(line, (character) => {
    const cell = { ...shown(character), offset };
    offset += character.length;
    return cell;
  });
}

function shown(character: string): { text: string; width: number } {
  if (character === '\t') return { text: tab, width: tab.length };
  if (unsafe.test(character)) return { text: '·', width: 1 };
  if (zeroWidth.test(character)) return { text: character, width: 0 };
  return { text: character, width: wide.test(character) ? 2 : 1 };
}

/** The columns that the cells take together. */
export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
