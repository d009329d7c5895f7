import { codeFrame } from '../base/code-frame.ts';
import type { Diagnostic, Position, Severity } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';

/** A finding in a rendered file, with the lines around it: the file may not be on disk to look it up. */
export function finding(
  { path, content }: RenderedFile,
  severity: Severity,
  rule: string,
  message: string,
  position?: Position,
): Diagnostic {
  const found = { severity, file: path, rule, message };
  if (position === undefined) return found;
  const { line, column } = position;
  const frame = codeFrame(content.split('\n'), { line, start: column - 1, end: column });
  return { ...found, position, frame };
}
