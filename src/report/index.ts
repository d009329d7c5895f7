import picocolors from 'picocolors';
import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import { counted } from '../base/words.ts';
import { harmless, harmlessJson } from './harmless.ts';
import {
  findingsOf,
  messageWithNote,
  noteText,
  placeText,
  type Reporter,
  ruleOf,
} from './diagnostics.ts';
import { reportSarif } from './sarif.ts';

/** What `--format json` prints. Keys are left out where there is nothing to say. */
export interface JsonReport {
  /** Another one when a key goes or changes its meaning; new keys may come without. */
  readonly version: 1;
  /** In the order in which the text report has them. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Diagnostics for people to read: place, severity, key and message in one line, as compilers do, so that editors find
 * their way; the code under it; then what to do instead, and which other place explains it.
 */
const reportText: Reporter = (diagnostics, { colour }) => {
  const colours = picocolors.createColors(colour);
  const parts = diagnostics.map((diagnostic) => {
    const { severity, file, position, key, rule, message, frame, hint, related } = diagnostic;
    const paint = severity === 'error' ? colours.red : colours.yellow;
    const head = [
      file === undefined ? '' : `${colours.bold(harmless(placeText(file, position)))}: `,
      `${colours.bold(paint(severity))}: `,
      key === undefined ? '' : `${harmless(key)}: `,
      harmless(message),
      rule === undefined ? '' : colours.dim(` [${harmless(rule)}]`),
    ];
    const lines = [
      head.join(''),
      ...(frame === undefined ? [] : [harmless(frame)]),
      ...(hint === undefined ? [] : [`  ${colours.cyan('= help:')} ${harmless(hint)}`]),
      ...(related === undefined ? [] : [`  ${colours.cyan('= note:')} ${noteText(related)}`]),
    ];
    return `${lines.join('\n')}\n`;
  });
  if (diagnostics.length > 1) parts.push(`${countOf(diagnostics)}\n`);
  return parts.join('\n');
};

function countOf(diagnostics: readonly Diagnostic[]): string {
  const number = (wanted: Severity): number =>
    diagnostics.filter(({ severity }) => severity === wanted).length;
  return (['error', 'warning'] as const)
    .flatMap((severity) => (number(severity) === 0 ? [] : counted(number(severity), severity)))
    .join(', ');
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
  const findings = findingsOf(diagnostics).map((finding) => ({
    description: messageWithNote(finding),
    check_name: finding.rule,
    fingerprint: finding.fingerprint,
    severity: finding.severity === 'error' ? 'major' : 'minor',
    location: { path: finding.file, lines: { begin: finding.position?.line ?? 1 } },
  }));
  return harmlessJson(findings);
};

export const reporters = {
  text: reportText,
  json: reportJson,
  github: reportGithub,
  gitlab: reportGitlab,
  sarif: reportSarif,
} as const satisfies Readonly<Record<string, Reporter>>;

export type ReportFormat = keyof typeof reporters;

export const reportFormats = Object.keys(reporters) as readonly ReportFormat[];
