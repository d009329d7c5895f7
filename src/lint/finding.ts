import type { Diagnostic, Position, Severity } from '../diagnostic.ts';
import type { RenderedFile } from '../model/artifact.ts';

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
  const lines = content.split('\n');
  const first = Math.max(1, line - 1);
  const width = String(line + 1).length;
  const shown = lines.slice(first - 1, line + 1).map((text, index) => {
    const number = first + index;
    return `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`.trimEnd();
  });
  // Tabs are kept in the indent of the caret, so that it stands right whatever their width.
  const indent = (lines[line - 1] ?? '').slice(0, column - 1).replace(/[^\t]/g, ' ');
  shown.splice(line - first + 1, 0, `  ${' '.repeat(width)} | ${indent}^`);
  return shown.join('\n');
}
