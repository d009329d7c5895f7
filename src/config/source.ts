import { LineCounter } from 'yaml';

import { codeFrame } from '../base/code-frame.ts';
import { type Diagnostic, LvsgenError, type Position } from '../base/diagnostic.ts';
import { type KeyPath, keyText } from '../model/problem.ts';

/** Of one config nobody reads more errors and warnings at once. */
export const mostTold = 1000;

/** How many values a config may have with all that is repeated: an alias is short, and what it stands for may be long. */
export const mostValues = 1_000_000;

/** A place in a file, ready for a diagnostic. */
export interface Place {
  readonly position: Position;
  /** The lines around the place, with a caret under it. */
  readonly frame: string;
}

/**
 * Finds the place of a key or of what stands under it. A path that leads nowhere, such as that of a missing key, is
 * found at the last key that is there.
 */
export type Locate = (path: KeyPath, at: 'key' | 'value') => Place;

/** What a text says, before anything is known about its meaning. */
export interface Readout {
  readonly config: unknown;
  /** What is wrong with the text but no longer shows in the config: keys that are there twice. */
  readonly findings: readonly Diagnostic[];
  /** Absent where there are no places, as in TypeScript. */
  readonly locate?: Locate;
}

/** From one offset to another. */
export type Range = readonly [start: number, end: number, ...unknown: unknown[]];

/** A text whose offsets can be told as places. */
export class Source {
  readonly counter = new LineCounter();
  readonly #lines: readonly string[];

  constructor(
    readonly text: string,
    readonly file: string,
  ) {
    this.#lines = text.trimEnd().split(/\r?\n/);
    this.counter.addNewLine(0);
    for (const { index } of text.matchAll(/\n/g)) this.counter.addNewLine(index + 1);
  }

  /** A stretch that goes over several lines is marked on its first, and the end of the text on its last character. */
  place([from, end]: Range): Place {
    const start = Math.min(from, Math.max(0, this.text.trimEnd().length - 1));
    const { line, col: column } = this.counter.linePos(start);
    const span = { line, start: column - 1, end: column - 1 + end - start };
    return { position: { line, column }, frame: codeFrame(this.#lines, span) };
  }

  report(range: Range, message: string, hint: string, path: KeyPath = []): Diagnostic {
    const key = path.length === 0 ? {} : { key: keyText(path) };
    return { severity: 'error', message, hint, file: this.file, ...key, ...this.place(range) };
  }

  error(...[range, message, hint, path]: Parameters<Source['report']>): LvsgenError {
    return new LvsgenError([this.report(range, message, hint, path)]);
  }
}
