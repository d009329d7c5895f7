import picocolors from 'picocolors';
import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import { counted, harmless, harmlessJson } from '../base/words.ts';
import {
  noteText,
  placeText,
  type Reporter,
  reportGithub,
  reportGitlab,
  reportSarif,
} from './services.ts';

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

export const reporters = {
  text: reportText,
  json: reportJson,
  github: reportGithub,
  gitlab: reportGitlab,
  sarif: reportSarif,
} as const satisfies Readonly<Record<string, Reporter>>;

export type ReportFormat = keyof typeof reporters;

export const reportFormats = Object.keys(reporters) as readonly ReportFormat[];
