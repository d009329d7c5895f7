import { fillLine, lineText, type Value, without } from './lines.ts';
import { refusedAt } from './template.ts';

/** A value that is expanded, where the shell reads no quotes in it. */
const expanded = String.raw`\$\{[^{}"'\\$\0\n\x60]*\}`;
const inQuotes = String.raw`[^"\\$\0\x60]|\\[^\0]|\$(?![{([]|\\\n)|${expanded}`;
/** A command in quotes may have such quotes, and no case, whose patterns end in a parenthesis. */
const command = String.raw`\$\((?:(?!case)[^()"'\\#$<\0\x60]|\$(?!['{([])|${expanded}|"(?:${inQuotes})*")*\)`;

/** What all shells read alike. Behind anything else it is not known what is quoted, and no value may stand. */
const tokens = new RegExp(
  [
    String.raw`(?<assignment>\n[A-Za-z_]\w*=\0\d+\0)(?=[ \t]*(?:\n|$)|[ \t]+#)`,
    String.raw`(?<comment>[ \t\n;]#[^\n]*)`,
    // A line may go on in the next one between words.
    String.raw`[ \t]\\\n(?!#)`,
    String.raw`[ \t\n;](?!#)`,
    // No here-document, and no arithmetic with quotes or parentheses in it.
    String.raw`(?!<<|\(\(|[<(]\\\n)[&|()<>](?!#)`,
    String.raw`\$\(\([^()[{"'\\#\0\x60]*\)\)`,
    String.raw`\\[^\n\0]`,
    String.raw`'[^'\0]*'`,
    `"(?:${inQuotes}|${command})*"`,
    expanded,
    String.raw`\$(?!['[{]|\(\(|\\\n)`,
    // No pattern of bash such as @(a|b).
    String.raw`(?![?*+@!]\(|=~)[^ \t\n;&|()<>\\'"$\0\x60]`,
  ].join('|'),
  'y',
);

/** Shell has one rule: a value stands in a comment, or it is all of an assignment, `name={{path}}`. */
export function fillShell(text: string, values: readonly Value[]): string {
  // Each line has a line break before it.
  const script = `\n${text}`;
  let filled = '';
  let begin = 0;
  while (script.includes('\0', begin)) {
    tokens.lastIndex = begin;
    const found = tokens.exec(script);
    if (found === null) fillLine(script.slice(begin), values, misplaced);
    const { assignment, comment } = found?.groups ?? {};
    if (comment !== undefined) filled += fillLine(comment, values, inComment);
    else if (assignment !== undefined) filled += fillLine(assignment, values, assigned);
    else filled += found?.[0] ?? '';
    begin = tokens.lastIndex;
  }
  return (filled + script.slice(begin)).slice(1);
}

/**
 * One shell word with exactly this value, in every POSIX shell: bare if it cannot be anything but a word, else in
 * single quotes, in which only the quote itself means something (POSIX.1-2017, XCU 2.2.2). Line breaks are kept.
 */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_./:@%+-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function assigned(value: Value): string {
  return shellWord(without(/[\0\p{Surrogate}]/u, value));
}

function misplaced({ place }: Value): never {
  const message =
    'In shell, a value stands in a comment, or is all of an assignment, name={{path}}.';
  const hint =
    'Assign it on a line of its own at the top of the script, above here-documents, backquotes and quotes in quotes; use the variable here, in double quotes.';
  throw refusedAt(place, message, hint);
}

/** chkconfig, LSB tools, ShellCheck and the kernel (`#!`) obey some comments by their first word. */
function inComment(value: Value, before: string, endsLine: boolean): string {
  if (/^[\s;#]*$/.test(before) && /^\s*(?:[#!]|shellcheck\b|[^\s:]*:)/i.test(value.text)) {
    const message = 'The value begins a comment with a word by which tools recognize instructions.';
    throw refusedAt(value.place, message, 'Put a fixed word before it in the template.');
  }
  return lineText(value, endsLine);
}
