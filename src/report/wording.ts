import type { Diagnostic, Position, RelatedPlace } from '../base/diagnostic.ts';
import type { ReporterOptions } from './reporter.ts';

const unsafe = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** What is quoted from a file may hold anything; a terminal is to show it, not to obey it. */
export function harmless(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** The same for what is to stay in one line, such as the name of a file. */
export function harmlessLine(text: string): string {
  return harmless(text).replace(/[\n\t]/g, (character) =>
    character === '\n' ? '\\u{a}' : '\\u{9}',
  );
}

/** A place as compilers write it, so that editors find their way. */
export function placeText(file: string, position: Position | undefined): string {
  return position === undefined ? file : `${file}:${position.line}:${position.column}`;
}

/** What was wrong and what would be right, for a format that shows the place by itself. */
export function fullMessage({ key, message, hint }: Diagnostic): string {
  const head = key === undefined ? message : `${key}: ${message}`;
  return harmless(hint === undefined ? head : `${head}\nhelp: ${hint}`);
}

/** The same with the other place, for a format that has none for it. */
export function messageWithNote(diagnostic: Diagnostic): string {
  const { related } = diagnostic;
  const text = fullMessage(diagnostic);
  return related === undefined ? text : `${text}\nnote: ${noteText(related)}`;
}

/** What another place has to do with it, and where that is. */
export function noteText({ message, file, position }: RelatedPlace): string {
  return harmless(`${message}, ${placeText(file, position)}`);
}

/** The rule that was broken, in formats where every finding has one. */
export function ruleOf({ rule, file }: Diagnostic): string {
  return rule ?? (file === undefined ? 'failure' : 'config');
}

/** The file of a diagnostic, in formats where every finding has one. */
export function fileOf({ file }: Diagnostic, { config = 'lvsgen.yaml' }: ReporterOptions): string {
  return file ?? config;
}
