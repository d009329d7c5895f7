import picocolors from 'picocolors';
import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import type { ReporterOptions } from './reporter.ts';
import { harmless, noteText, placeText } from './wording.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

/**
 * Puts diagnostics for people to read: place, severity, key and message in one line, as compilers do, so that editors
 * find their way; the code under it; then what to do instead, and which other place explains it.
 */
export function reportText(diagnostics: readonly Diagnostic[], options: ReporterOptions): string {
  const colours = picocolors.createColors(options.colour);
  const parts = diagnostics.map((diagnostic) => describe(diagnostic, colours));
  if (diagnostics.length > 1) parts.push(`${count(diagnostics)}\n`);
  return parts.join('\n');
}

function describe(diagnostic: Diagnostic, colours: Colours): string {
  const { severity, file, position, key, rule, message, frame, hint, related } = diagnostic;
  const paint = severity === 'error' ? colours.red : colours.yellow;
  const head = [
    ...(file === undefined ? [] : [`${colours.bold(harmless(placeText(file, position)))}: `]),
    `${colours.bold(paint(severity))}: `,
    ...(key === undefined ? [] : [`${harmless(key)}: `]),
    harmless(message),
    ...(rule === undefined ? [] : [colours.dim(` [${harmless(rule)}]`)]),
  ];
  const lines = [
    head.join(''),
    ...(frame === undefined ? [] : [harmless(frame)]),
    ...(hint === undefined ? [] : [`  ${colours.cyan('= help:')} ${harmless(hint)}`]),
    ...(related === undefined ? [] : [`  ${colours.cyan('= note:')} ${noteText(related)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function count(diagnostics: readonly Diagnostic[]): string {
  const severities: readonly Severity[] = ['error', 'warning'];
  return severities
    .map(
      (severity) =>
        [diagnostics.filter((one) => one.severity === severity).length, severity] as const,
    )
    .filter(([number]) => number > 0)
    .map(([number, severity]) => `${number} ${severity}${number === 1 ? '' : 's'}`)
    .join(', ');
}
