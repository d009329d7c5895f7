import type { Position } from '../base/diagnostic.ts';

/** One logical line of a unit that is neither empty nor a comment. */
export type UnitEntry =
  | { readonly kind: 'section'; readonly name: string; readonly at: Position }
  | {
      readonly kind: 'directive';
      /** The section that it stands in; undefined above the first one. */
      readonly section: string | undefined;
      readonly name: string;
      readonly value: string;
      readonly at: Position;
      readonly valueAt: Position;
    }
  | { readonly kind: 'other'; readonly text: string; readonly at: Position };

/** Takes a unit apart as systemd does; a line that goes on after a backslash is placed where it begins. */
export function parseUnit(content: string): readonly UnitEntry[] {
  const entries: UnitEntry[] = [];
  let section: string | undefined;
  for (const { text, line } of logicalLines(content)) {
    const entry = parseLine(text, line, section);
    if (entry.kind === 'section') section = entry.name;
    entries.push(entry);
  }
  return entries;
}

function logicalLines(content: string): readonly { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = [];
  let isContinued = false;
  for (const [index, text] of content.split('\n').entries()) {
    // Also between the lines of one that goes on, where systemd skips comments too.
    if (/^\s*[#;]/.test(text) || (!isContinued && text.trim() === '')) continue;
    const last = lines.at(-1);
    const part = text.replace(/\\$/, ' ');
    if (isContinued && last !== undefined) last.text += part;
    else lines.push({ text: part, line: index + 1 });
    isContinued = text.endsWith('\\');
  }
  return lines;
}

function parseLine(text: string, line: number, section: string | undefined): UnitEntry {
  const at = { line, column: text.search(/\S/) + 1 };
  const header = /^\s*\[(.*)\]\s*$/.exec(text);
  if (header?.[1] !== undefined) return { kind: 'section', name: header[1], at };
  const equals = text.indexOf('=');
  if (equals <= 0) return { kind: 'other', text: text.trim(), at };
  const behind = text.slice(equals + 1);
  const value = behind.trim();
  const valueAt = { line, column: equals + 2 + (value === '' ? 0 : behind.indexOf(value)) };
  const name = text.slice(0, equals).trim();
  return { kind: 'directive', section, name, value, at, valueAt };
}
