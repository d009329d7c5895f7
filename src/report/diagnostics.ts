// What several formats say of a diagnostic.
import { createHash } from 'node:crypto';
import type { Diagnostic, Position, RelatedPlace } from '../base/diagnostic.ts';
import { harmless } from './harmless.ts';

/** Puts diagnostics into the text of one format, complete with its last line end. */
export type Reporter = (
  diagnostics: readonly Diagnostic[],
  options: { readonly colour: boolean; readonly version: string },
) => string;

/** A place as compilers write it, so that editors find their way. */
export function placeText(file: string, position: Position | undefined): string {
  return position === undefined ? file : `${file}:${position.line}:${position.column}`;
}

/** What another place has to do with it, and where that is. */
export function noteText({ message, file, position }: RelatedPlace): string {
  return harmless(`${message}, ${placeText(file, position)}`);
}

/** What was wrong and what would be right, for a format that shows the place by itself. */
export function messageText({ key, message, hint }: Diagnostic): string {
  const head = key === undefined ? message : `${key}: ${message}`;
  return harmless(hint === undefined ? head : `${head}\nhelp: ${hint}`);
}

/** The same with the other place, for a format that has none for it. */
export function messageWithNote(diagnostic: Diagnostic): string {
  const { related } = diagnostic;
  const text = messageText(diagnostic);
  return related === undefined ? text : `${text}\nnote: ${noteText(related)}`;
}

/** The rule that was broken, in formats where every finding has one. */
export function ruleOf({ rule, file }: Diagnostic): string {
  return rule ?? (file === undefined ? 'failure' : 'config');
}

type Finding = Diagnostic & Readonly<Record<'rule' | 'file' | 'fingerprint', string>>;

/**
 * Diagnostics for formats where each has a rule and a file, and a fingerprint by which it is known again in a later
 * report. What has no file stands at the config. Lines are not in the fingerprint: they move when something is added
 * above. Those that would be the same are counted, so that no two are.
 */
export function findingsOf(diagnostics: readonly Diagnostic[]): Finding[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { file = '', key = '', message } = diagnostic;
    const rule = ruleOf(diagnostic);
    const what = JSON.stringify([rule, file, key, message]);
    const number = seen.get(what) ?? 0;
    seen.set(what, number + 1);
    const fingerprint = createHash('sha256').update(`${what} ${number}`).digest('hex');
    return { ...diagnostic, rule, file: file || 'lvsgen.yaml', fingerprint };
  });
}
