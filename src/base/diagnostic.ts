/** How much a diagnostic matters: an error or a finding fails the command, a warning does not. */
export type Severity = 'error' | 'warning';

/** A place in a file, counted from one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Another place that explains a diagnostic, such as the cluster in the config whose script has a finding. */
export interface RelatedPlace extends Pick<Diagnostic, 'position' | 'key'> {
  /** What the place has to do with it, such as `rendered from clusters.web`. */
  readonly message: string;
  readonly file: string;
}

/** One thing to tell the user: where, what, why, and what to do instead. */
export interface Diagnostic {
  readonly severity: Severity;
  /** What was wrong, and why it is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly hint?: string;
  /** The file as the user would name it. */
  readonly file?: string;
  readonly position?: Position;
  /** The key's path in the config, such as `clusters.web.vips[0]`. */
  readonly key?: string;
  /** The rule of the linter that found it, such as `SC2086`. */
  readonly rule?: string;
  /** The lines around the place, with a caret under it. */
  readonly frame?: string;
  readonly related?: RelatedPlace;
}

/**
 * A failure that the user can mend: the config, the call or a tool is wrong. It is reported without a stack and ends
 * the command with exit code 2. Anything else that is thrown is a bug of lvsgen.
 */
export class LvsgenError extends Error {
  override readonly name = 'LvsgenError';

  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
  }

  static of(message: string, hint?: string, place: { readonly file?: string } = {}): LvsgenError {
    const advice = hint === undefined ? {} : { hint };
    return new LvsgenError([{ severity: 'error', message, ...advice, ...place }]);
  }
}

/** Does the same to each of several things. What is wrong with any of them is thrown together, in their order. */
export async function forAll<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result | Promise<Result>,
): Promise<readonly Result[]> {
  const outcomes = await Promise.allSettled(items.map(async (item) => work(item)));
  const diagnostics = outcomes.flatMap((one) => {
    if (one.status === 'fulfilled') return [];
    if (one.reason instanceof LvsgenError) return one.reason.diagnostics;
    throw one.reason;
  });
  if (diagnostics.length > 0) throw new LvsgenError(diagnostics);
  return outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** Of a long line no more is shown, and before the caret no more than this. */
const widest = 100;
const lead = 40;

/** Characters that take two columns. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/gu;

/**
 * The lines around a place, numbered, with carets under what is meant.
 *
 * @param width in UTF-16 units, as columns
 */
export function codeFrame(lines: readonly string[], { line, column }: Position, width = 1): string {
  const start = column - 1;
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
    const carets = blanks(text.slice(start, Math.min(start + width, from + widest))).replaceAll(
      ' ',
      '^',
    );
    return `${row}\n  ${' '.repeat(gutter)} | ${blanks(cut + text.slice(from, start))}${carets || '^'}`;
  });
  return rows.join('\n');
}
