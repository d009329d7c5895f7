import type { Diagnostic } from '../base/diagnostic.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './reporter.ts';

/** What `--format json` prints. Keys are left out where there is nothing to say. */
export interface JsonReport {
  /** Another one when a key goes or changes its meaning; new keys may come without. */
  readonly version: 1;
  /** In the order in which the text report has them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts diagnostics for programs: all that is known of them, as `JsonReport` describes it. */
export const reportJson: Reporter = (diagnostics) =>
  jsonText({ version: 1, diagnostics: diagnostics.map(inOrder) });

/** Key by key, so that the output does not depend on how a diagnostic was made. */
function inOrder(diagnostic: Diagnostic): Readonly<Record<keyof Diagnostic, unknown>> {
  const { severity, file, position, key, rule, message, hint, frame, related } = diagnostic;
  return { severity, file, position, key, rule, message, hint, frame, related };
}
