import picocolors from 'picocolors';
import type { Diagnostic, Severity } from '../diagnostic.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

/**
 * Puts diagnostics for people to read: place, severity, key and message in one line, as compilers do, so that editors
 * find their way; the code under it; then what to do instead.
 */
export function reportText(
  diagnostics: readonly Diagnostic[],
  options: { readonly colour: boolean },
): string {
  const colours = picocolors.createColors(options.colour);
  const parts = diagnostics.map((diagnostic) => describe(diagnostic, colours));
  if (diagnostics.length > 1) parts.push(`${count(diagnostics)}\n`);
  return parts.join('\n');
}

function describe(diagnostic: Diagnostic, colours: Colours): string {
  const { severity, key, rule, message, frame, hint } = diagnostic;
  const paint = severity === 'error' ? colours.red : colours.yellow;
  const place = placeOf(diagnostic);
  const head = [
    ...(place === '' ? [] : [`${colours.bold(harmless(place))}: `]),
    `${colours.bold(paint(severity))}: `,
    ...(key === undefined ? [] : [`${harmless(key)}: `]),
    harmless(message),
    ...(rule === undefined ? [] : [colours.dim(` [${harmless(rule)}]`)]),
  ];
  const lines = [
    head.join(''),
    ...(frame === undefined ? [] : [harmless(frame)]),
    ...(hint === undefined ? [] : [`  ${colours.cyan('= help:')} ${harmless(hint)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function placeOf({ file, position }: Diagnostic): string {
  if (file === undefined) return '';
  return position === undefined ? file : `${file}:${position.line}:${position.column}`;
}

const unsafe = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** What is quoted from a file may hold anything; a terminal is to show it, not to obey it. */
function harmless(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
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
