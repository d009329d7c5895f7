import { codeFrame } from '../base/code-frame.ts';
import { type Diagnostic, LvsgenError, type Position, type Severity } from '../base/diagnostic.ts';
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

/** The error for a linter that did not do its work, which must never pass for "nothing found". */
export function toolFailure(tool: string, what: string, output: string): LvsgenError {
  const said = output.trim().split('\n').slice(-10).join('\n');
  return LvsgenError.of(
    `${tool} ${what}, so that nothing is known about the rendered files${said && `; it said:\n${said}`}`,
    'mend or replace the linter, or skip linting by --no-lint',
  );
}
