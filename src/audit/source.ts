import { type ParseError, parse, type Statement } from 'unbash';
import { LvsgenError } from '../base/diagnostic.ts';
import type { Place } from './effect.ts';

/** The refusal of a script that does not end within the budget. */
export function tooMuch(file: string): LvsgenError {
  return LvsgenError.of(
    'this script does more than can be followed',
    'its loops or expansions do not end, or nearly so: look at them by eye',
    { file },
  );
}

/** A text of shell, and where it stands. */
export class Source {
  /** Where each line begins. */
  readonly #starts = [0];

  /**
   * @param file the file as the user would name it
   * @param lines the line of that file for each line of the text, where they are not the same
   */
  constructor(
    readonly file: string,
    readonly text: string,
    readonly lines?: readonly number[],
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
      this.#starts.push(at + 1);
  }

  /** The place of a stretch of the text; of one that has several lines, its first. */
  place(from: number, to: number): Place {
    let [index, high] = [0, this.#starts.length - 1];
    while (index < high) {
      const middle = Math.ceil((index + high) / 2);
      if ((this.#starts[middle] ?? 0) <= from) index = middle;
      else high = middle - 1;
    }
    const start = this.#starts[index] ?? 0;
    const end = (this.#starts[index + 1] ?? this.text.length + 1) - 1;
    const line = this.lines ? (this.lines[index] ?? this.lines.at(-1) ?? 1) : index + 1;
    const width = Math.max(1, Math.min(to, end) - from);
    return { file: this.file, line, column: from - start + 1, width };
  }

  /** A text that stands within this one, escaped or computed: all of it is at one place. */
  inside(text: string, at: number): Source {
    return new Source(this.file, text, [this.place(at, at).line]);
  }
}

/** What a text says, as far as it is shell. */
export interface Parsed {
  readonly source: Source;
  readonly statements: readonly Statement[];
  readonly errors: readonly ParseError[];
}

/**
 * Parses a text of shell. What stands behind an error is read on, though no shell comes that far: the parser itself stops
 * at a word that cannot stand there, such as a second esac.
 */
export function parseShell(source: Source): Parsed {
  const statements: Statement[] = [];
  const errors: ParseError[] = [];
  let { text } = source;
  for (let round = 0; round < 20; round += 1) {
    const script = parse(text);
    statements.push(...script.commands);
    errors.push(...(script.errors ?? []));
    const end = Math.max(script.errors?.at(-1)?.pos ?? Infinity, script.commands.at(-1)?.end ?? 0);
    const next = text.indexOf('\n', end);
    if (next < 0) break;
    // Everything stays where it is.
    text = text.slice(0, next).replace(/[^\n]/g, ' ') + text.slice(next);
  }
  if (errors.some(({ message }) => message.includes('nesting depth'))) throw tooMuch(source.file);
  return { source, statements, errors };
}
