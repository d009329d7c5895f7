import { codeFrame } from '../base/code-frame.ts';
import type { Diagnostic, Position, Severity } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';

/** A finding in a rendered file, with the lines around it: the file may not be on disk to look it up. */
export function finding(
  file: RenderedFile,
  position: Position | undefined,
  rule: string,
  message: string,
  rest: { readonly severity?: Severity; readonly hint?: string } = {},
): Diagnostic {
  return {
    severity: rest.severity ?? 'error',
    file: file.path,
    rule,
    message,
    ...(position === undefined ? {} : { position, frame: frame(file.content, position) }),
    ...(rest.hint === undefined ? {} : { hint: rest.hint }),
  };
}

/** Sorts findings by file and place, whatever order a linter reports them in. */
export function sortFindings(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return findings.toSorted(
    (a, b) =>
      compareText(a.file ?? '', b.file ?? '') ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
      compareText(a.rule ?? '', b.rule ?? ''),
  );
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function frame(content: string, { line, column }: Position): string {
  return codeFrame(content.split('\n'), { line, start: column - 1, end: column });
}
