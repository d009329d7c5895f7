import picocolors from 'picocolors';
import type { Diagnostic } from '../base/diagnostic.ts';
import { harmless } from './harmless.ts';
import { noteText, placeText, type Reporter } from './diagnostics.ts';

/**
 * Diagnostics for people to read: place, severity, key and message in one line, as compilers do, so that editors find
 * their way; the code under it; then what to do instead, and which other place explains it.
 */
export const reportText: Reporter = (diagnostics, { colour }) => {
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
  if (diagnostics.length > 1) parts.push(`${count(diagnostics)}\n`);
  return parts.join('\n');
};

function count(diagnostics: readonly Diagnostic[]): string {
  return ['error', 'warning']
    .map((severity) => [diagnostics.filter((one) => one.severity === severity).length, severity])
    .filter(([number]) => number !== 0)
    .map(([number, severity]) => `${number} ${severity}${number === 1 ? '' : 's'}`)
    .join(', ');
}
