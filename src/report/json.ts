import type { Diagnostic } from '../base/diagnostic.ts';
import { jsonText } from './harmless.ts';
import type { Reporter } from './shared.ts';

/** What `--format json` prints. Keys are left out where there is nothing to say. */
export interface JsonReport {
  /** Another one when a key goes or changes its meaning; new keys may come without. */
  readonly version: 1;
  /** In the order in which the text report has them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** All that is known of the diagnostics, key by key, so that the output does not depend on how one was made. */
export const reportJson: Reporter = (diagnostics) => {
  const ordered = diagnostics.map(
    ({ severity, file, position, key, rule, message, hint, frame, related }) => ({
      severity,
      file,
      position,
      key,
      rule,
      message,
      hint,
      frame,
      related,
    }),
  );
  return jsonText({ version: 1, diagnostics: ordered });
};
