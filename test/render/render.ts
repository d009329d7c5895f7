import { expect } from 'vitest';
import { LvsgenError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { createPrinter } from '../../src/render/print.ts';
import { compileNow } from '../../src/render/compile.ts';
import { bundledFile } from '../../src/render/texts.ts';
import type { Language, View } from '../../src/roles/artifact.ts';

/** Prints one template; partials by name. */
export function print(
  language: Language,
  text: string,
  view: View = {},
  partials: Readonly<Record<string, string>> = {},
): string {
  const others = Object.entries(partials).map(
    ([name, body]) => [`partials/${name}`, body] as const,
  );
  const templates = compileNow(new Map([['role/example', text], ...others]), bundledFile);
  return createPrinter(templates)('role/example', view, language);
}

/** The same as a script. */
export function shell(text: string, view?: View, partials?: Record<string, string>): string {
  return print('shell', text, view, partials);
}

/** What it is refused with, in the form that users are to see; fails if it is not refused. */
export function refusal(action: () => unknown): string {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, 'it is refused').toBeInstanceOf(LvsgenError);
  const [{ file, position, message, hint } = {} as Partial<Diagnostic>] = (thrown as LvsgenError)
    .diagnostics;
  expect(hint).toMatch(/\w/);
  return `${file ?? ''}:${position?.line ?? 0}:${position?.column ?? 0} ${message ?? ''}`;
}
