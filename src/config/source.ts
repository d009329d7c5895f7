import { LineCounter } from 'yaml';

import { codeFrame } from '../base/code-frame.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { type KeyPath, keyText } from '../model/problem.ts';
import type { Locate } from './diagnose.ts';

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
  place([from, end]: Range): ReturnType<Locate> {
    const start = Math.min(from, Math.max(0, this.text.trimEnd().length - 1));
    const { line, col: column } = this.counter.linePos(start);
    const span = { line, start: column - 1, end: column - 1 + end - start };
    return { position: { line, column }, frame: codeFrame(this.#lines, span) };
  }

  report(range: Range, message: string, hint: string, path: KeyPath = []): Diagnostic {
    const key = path.length === 0 ? {} : { key: keyText(path) };
    return { severity: 'error', message, hint, file: this.file, ...key, ...this.place(range) };
  }

  error(...args: Parameters<Source['report']>): LvsgenError {
    return new LvsgenError([this.report(...args)]);
  }
}
