import { cellsOf, widthOf, type Cell } from './cells.ts';

/** A stretch of one line. */
export interface Span {
  /** From one. */
  readonly line: number;
  /** In UTF-16 units from zero. */
  readonly start: number;
  readonly end: number;
}

const linesBefore = 2;
const linesAfter = 1;
/** The widest piece of a line that is shown, in terminal columns. */
const widest = 100;
/** What is shown before the caret of a line that is cut, in terminal columns. */
const lead = 40;
const cut = '…';
/** What is looked at on either side of the caret, in UTF-16 units: a line may be as long as the config. */
const reach = 200;

/** The lines around a place, numbered, with carets under the stretch that is meant. */
export function codeFrame(lines: readonly string[], span: Span): string {
  const first = Math.max(1, span.line - linesBefore);
  const last = Math.min(lines.length, span.line + linesAfter);
  const gutter = String(last).length;
  const shift = Math.max(0, span.start - reach);
  const near = { ...span, start: span.start - shift, end: span.end - shift };
  const cellsIn = (number: number): readonly Cell[] =>
    cellsOf((lines[number - 1] ?? '').slice(shift, span.start + reach));
  const from = windowStart(cellsIn(span.line), near.start);
  const rows: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const visible = window(cellsIn(number), from);
    const mark = number === span.line ? '>' : ' ';
    rows.push(`${mark} ${String(number).padStart(gutter)} | ${printed(visible)}`.trimEnd());
    if (number === span.line) {
      rows.push(`  ${' '.repeat(gutter)} | ${carets(visible, near)}`);
    }
  }
  return rows.join('\n');
}

interface Window {
  readonly cells: readonly Cell[];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

function windowStart(cells: readonly Cell[], start: number): number {
  const before = cells.filter((cell) => cell.offset < start);
  const width = widthOf(before);
  return widthOf(cells) <= widest || width <= lead ? 0 : width - lead;
}

function window(cells: readonly Cell[], from: number): Window {
  const visible: Cell[] = [];
  let column = 0;
  let cutAfter = false;
  for (const cell of cells) {
    if (column + cell.width > from + widest) {
      cutAfter = true;
      break;
    }
    if (column >= from) visible.push(cell);
    column += cell.width;
  }
  return { cells: visible, cutBefore: from > 0, cutAfter };
}

function printed({ cells, cutBefore, cutAfter }: Window): string {
  const text = cells.map((cell) => cell.text).join('');
  return `${cutBefore ? cut : ''}${text}${cutAfter ? cut : ''}`;
}

function carets({ cells, cutBefore }: Window, span: Span): string {
  const before = widthOf(cells.filter((cell) => cell.offset < span.start));
  const under = widthOf(
    cells.filter((cell) => cell.offset >= span.start && cell.offset < span.end),
  );
  return `${' '.repeat(before + (cutBefore ? cut.length : 0))}${'^'.repeat(Math.max(1, under))}`;
}
