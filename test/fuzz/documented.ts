// What an error has to be like, whatever it is about.
import { LvsgenError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { type ReportFormat, reporters, reportFormats } from '../../src/report/index.ts';

/** The longest that one diagnostic may be as text, with its frame, and the most that are told at once. */
const longest = 6000;
const most = 1010;

const raw = /[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/**
 * What is wrong with a failure that was caught; undefined if it has the documented form: place, key, what and why, what
 * instead, no stack, nothing that a terminal obeys, in any format, and not without end.
 *
 * @param named whether the config is a text, in which every key has a place
 */
export function formFault(error: unknown, named: boolean): string | undefined {
  if (!(error instanceof LvsgenError)) return `not an LvsgenError: ${stackOf(error)}`;
  const { diagnostics } = error;
  if (diagnostics.length === 0) return 'it says nothing';
  if (diagnostics.length > most) return `${diagnostics.length} diagnostics`;
  for (const diagnostic of diagnostics) {
    const fault = faultOf(diagnostic, named);
    if (fault !== undefined) return `${fault}: ${JSON.stringify(diagnostic).slice(0, 500)}`;
  }
  return printedFault(diagnostics);
}

/** What is wrong with diagnostics as they are printed. */
export function printedFault(diagnostics: readonly Diagnostic[]): string | undefined {
  for (const format of reportFormats) {
    const text = reporters[format](diagnostics, { colour: false, version: '1.2.3' });
    const fault = textFault(text, format);
    if (fault !== undefined) return `${format}: ${fault}`;
    if (text.length > longest * (diagnostics.length + 1)) return `${format}: ${text.length} long`;
  }
  return undefined;
}

/** What is wrong with a text for a terminal or a program. */
export function textFault(text: string, format: ReportFormat = 'text'): string | undefined {
  const character = raw.exec(text)?.[0];
  if (character !== undefined) {
    return `prints U+${(character.codePointAt(0) ?? 0).toString(16)} as it is`;
  }
  if (/\n {4}at .+:\d+:\d+/.test(text)) return 'shows a stack';
  if (format !== 'text' && format !== 'github') JSON.parse(text);
  return undefined;
}

function faultOf(diagnostic: Diagnostic, named: boolean): string | undefined {
  const { message, hint, file, key, position, frame } = diagnostic;
  if (message.trim() === '') return 'no message';
  if (/\bundefined\b|\[object /.test(message)) return 'the message shows the insides';
  if (hint === undefined || hint.trim() === '') return 'it does not say what instead';
  if (named && file === undefined) return 'no file';
  if (named && key !== undefined && (position === undefined || frame === undefined)) {
    return 'a key without a place';
  }
  return undefined;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
}
