import { jsonText } from './harmless.ts';
import { fileOf, fingerprints, messageWithNote, type Reporter, ruleOf } from './shared.ts';

/**
 * A Code Quality report of GitLab. What has no file of its own stands at the config.
 *
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const reportGitlab: Reporter = (diagnostics, options) => {
  const marks = fingerprints(diagnostics);
  return jsonText(
    diagnostics.map((diagnostic, i) => ({
      description: messageWithNote(diagnostic),
      check_name: ruleOf(diagnostic),
      fingerprint: marks[i],
      severity: diagnostic.severity === 'error' ? 'major' : 'minor',
      location: {
        path: fileOf(diagnostic, options),
        lines: { begin: diagnostic.position?.line ?? 1 },
      },
    })),
  );
};
