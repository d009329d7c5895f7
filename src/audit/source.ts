import { type ParseError, parse, type Statement } from 'unbash';
import type { Place } from './effect.ts';

/** A text of shell, and where it stands. */
export class Source {
  readonly #starts: number[] = [0];

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
    const index = this.#lineAt(from);
    const start = this.#starts[index] ?? 0;
    const lineEnd = (this.#starts[index + 1] ?? this.text.length + 1) - 1;
    const line = this.lines ? (this.lines[index] ?? this.lines.at(-1) ?? 1) : index + 1;
    return {
      file: this.file,
      line,
      column: from - start + 1,
      width: Math.max(1, Math.min(to, lineEnd) - from),
    };
  }

  /** A text that stands within this one, escaped or computed: all of it is at one place. */
  inside(text: string, at: number): Source {
    return new Source(this.file, text, [this.place(at, at).line]);
  }

  #lineAt(position: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** What a text says, as far as it is shell. */
export interface Parsed {
  readonly source: Source;
  readonly statements: readonly Statement[];
  readonly errors: readonly ParseError[];
}

/** Parses a text of shell. What stands behind an error is read on, though no shell comes that far. */
export function parseShell(source: Source): Parsed {
  const { commands, errors = [] } = parse(source.text);
  const last = errors.at(-1);
  const end = commands.at(-1)?.end ?? 0;
  // The parser stops at a word that cannot stand there, such as a second esac.
  const next = last && source.text.indexOf('\n', Math.max(last.pos, end));
  if (next === undefined || next < 0 || next + 1 >= source.text.length || errors.length > 50)
    return { source, statements: commands, errors };
  const blank = source.text.slice(0, next).replace(/[^\n]/g, ' ');
  const rest = parseShell(new Source(source.file, blank + source.text.slice(next), source.lines));
  return {
    source,
    statements: [...commands, ...rest.statements],
    errors: [...errors, ...rest.errors],
  };
}
