import type { Position } from '../diagnostic.ts';
import { codeFrame } from './frame.ts';

/** A place in a file, ready for a diagnostic. */
export interface Place {
  readonly position: Position;
  /** The lines around the place, with a caret under it. */
  readonly frame: string;
}

/** A text whose offsets can be shown as lines and columns. */
export class SourceText {
  readonly #lines: readonly string[];
  readonly #starts: number[] = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
    const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
    this.#lines = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  }

  /** The line of an offset, from one. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** The place of a stretch; one that goes over several lines is marked on its first. */
  placeOf(start: number, end: number): Place {
    const line = this.lineAt(start);
    const lineStart = this.#starts[line - 1] ?? 0;
    const span = { line, start: start - lineStart, end: end - lineStart };
    const frame = codeFrame(this.#lines, span);
    return { position: { line, column: span.start + 1 }, frame };
  }

  /** The place of one character: its line from one, its column from zero. */
  placeAt(line: number, column: number): Place {
    const start = (this.#starts[line - 1] ?? 0) + column;
    return this.placeOf(start, start + 1);
  }

  /** The place of a line's first character that is not white space. */
  placeOfLine(line: number): Place {
    const start = this.#starts[line - 1] ?? 0;
    const indent = /\S/.exec(this.#lines[line - 1] ?? '')?.index ?? 0;
    return this.placeOf(start + indent, start + indent + 1);
  }
}
