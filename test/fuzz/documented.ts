// What an error has to be like, whatever it is about.
import { expect } from 'vitest';
import { LvsgenError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { reporters, reportFormats } from '../../src/report/index.ts';

/** What a terminal obeys, and what hides or turns text around. */
export const raw = /[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
export const stack = /\n {4}at .+:\d+:\d+/;

/** Diagnostics have to be printed in every format without what a terminal obeys, without a stack, and not without end. */
export function expectPrintable(diagnostics: readonly Diagnostic[]): void {
  for (const format of reportFormats) {
    const text = reporters[format](diagnostics, { colour: false, version: '1.2.3' });
    expect(text).not.toMatch(raw);
    expect(text).not.toMatch(stack);
    expect(text.length).toBeLessThan(6000 * (diagnostics.length + 1));
    if (format !== 'text' && format !== 'github') JSON.parse(text);
  }
}

/**
 * A failure that was caught has to have the documented form: place, key, what and why, what instead.
 *
 * @param named whether the config is a text, in which every key has a place
 */
export function expectDocumented(error: unknown, named: boolean): void {
  if (!(error instanceof LvsgenError)) throw error;
  const { diagnostics } = error;
  expect(diagnostics).not.toHaveLength(0);
  for (const { message, hint, file, key, position, frame } of diagnostics) {
    expect(message).toMatch(/\S/);
    expect(message).not.toMatch(/\bundefined\b|\[object /);
    expect(hint, message).toMatch(/\S/);
    if (named) expect(file, message).toBeDefined();
    if (named && key !== undefined) expect([position, frame], message).not.toContain(undefined);
  }
  expectPrintable(diagnostics);
}
