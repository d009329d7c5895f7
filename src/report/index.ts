import type { Diagnostic } from '../base/diagnostic.ts';
import { harmless, harmlessJson } from './harmless.ts';
import { fileOf, fingerprints, messageWithNote, type Reporter, ruleOf } from './diagnostics.ts';
import { reportSarif } from './sarif.ts';
import { reportText } from './text.ts';

/** What `--format json` prints. Keys are left out where there is nothing to say. */
export interface JsonReport {
  /** Another one when a key goes or changes its meaning; new keys may come without. */
  readonly version: 1;
  /** In the order in which the text report has them. */
  readonly diagnostics: readonly Diagnostic[];
}

const reportJson: Reporter = (diagnostics) => {
  const report: JsonReport = { version: 1, diagnostics };
  // In this order, whatever made the diagnostics.
  const keys =
    'version diagnostics severity file line column position key rule message hint frame related';
  return harmlessJson(report, keys.split(' '));
};

/**
 * Workflow commands, which GitHub Actions turns into annotations: a line for each diagnostic.
 *
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
const reportGithub: Reporter = (diagnostics) => {
  // As escapeData and escapeProperty in packages/core/src/command.ts of actions/toolkit.
  const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\n', '%0A');
  const property = (text: string): string =>
    data(harmless(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const lines = diagnostics.map((diagnostic) => {
    const { severity, file, position } = diagnostic;
    const properties = [
      ...(file === undefined ? [] : [`file=${property(file)}`]),
      ...(position === undefined ? [] : [`line=${position.line}`, `col=${position.column}`]),
      `title=${property(`lvsgen: ${ruleOf(diagnostic)}`)}`,
    ];
    return `::${severity} ${properties.join(',')}::${data(messageWithNote(diagnostic))}\n`;
  });
  return lines.join('');
};

/**
 * A Code Quality report of GitLab.
 *
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
const reportGitlab: Reporter = (diagnostics) => {
  const marks = fingerprints(diagnostics);
  const findings = diagnostics.map((diagnostic, i) => ({
    description: messageWithNote(diagnostic),
    check_name: ruleOf(diagnostic),
    fingerprint: marks[i],
    severity: diagnostic.severity === 'error' ? 'major' : 'minor',
    location: { path: fileOf(diagnostic), lines: { begin: diagnostic.position?.line ?? 1 } },
  }));
  return harmlessJson(findings);
};

/** The formats by name. */
export const reporters = {
  text: reportText,
  json: reportJson,
  github: reportGithub,
  gitlab: reportGitlab,
  sarif: reportSarif,
} as const satisfies Readonly<Record<string, Reporter>>;

/** The name of a format. */
export type ReportFormat = keyof typeof reporters;

/** Their names. */
export const reportFormats = Object.keys(reporters) as readonly ReportFormat[];
