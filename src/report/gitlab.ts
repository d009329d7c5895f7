import { sep } from 'node:path';
import { fingerprints } from './fingerprints.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './reporter.ts';
import { fileOf, messageWithNote, ruleOf } from './wording.ts';

/**
 * An entry of a Code Quality report, with every property that GitLab takes.
 *
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
interface Violation {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'major' | 'minor';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** Puts diagnostics as a Code Quality report of GitLab. What has no file of its own is told of the config. */
export const reportGitlab: Reporter = (diagnostics, options) => {
  const marks = fingerprints(diagnostics);
  const violations = diagnostics.map((diagnostic, i): Violation => ({
    description: messageWithNote(diagnostic),
    check_name: ruleOf(diagnostic),
    fingerprint: marks[i] ?? '',
    severity: diagnostic.severity === 'error' ? 'major' : 'minor',
    location: {
      path: fileOf(diagnostic, options).split(sep).join('/'),
      lines: { begin: diagnostic.position?.line ?? 1 },
    },
  }));
  return jsonText(violations);
};
