import { createHash } from 'node:crypto';
import type { Diagnostic } from '../base/diagnostic.ts';
import { ruleOf } from './wording.ts';

/**
 * A fingerprint for each diagnostic, by which a finding is known again in a later report. Lines are not in it: they
 * move when something is added above. Those that would be the same are counted, so that no two are.
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { file = '', key = '', message } = diagnostic;
    const what = JSON.stringify([ruleOf(diagnostic), file, key, message]);
    const number = seen.get(what) ?? 0;
    seen.set(what, number + 1);
    return createHash('sha256').update(`${what} ${number}`).digest('hex');
  });
}
