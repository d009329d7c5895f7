import {
  codeFrame,
  type Diagnostic,
  LvsgenError,
  type Position,
  type Severity,
} from '../base/diagnostic.ts';
import { runTool } from '../base/run-tool.ts';
import type { RenderedFile } from '../roles/artifact.ts';

/** What a linter found, and which one ran. */
export interface Linted<Report> {
  readonly diagnostics: readonly Diagnostic[];
  readonly report: Report;
}

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
  return { ...found, position, frame: codeFrame(content.split('\n'), position) };
}

/** The version that a linter tells, by a pattern that no other program's words match. */
export async function versionOf(
  path: string,
  pattern: RegExp,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { stdout, stderr } = await runTool(path, ['--version'], { env });
  const version = pattern.exec(`${stdout}\n${stderr}`)?.[1];
  if (version !== undefined) return version;
  throw toolFailure(path, 'does not tell its version', stderr || stdout);
}

/** The error for a linter that did not do its work, which must never pass for "nothing found". */
export function toolFailure(tool: string, what: string, output: string): LvsgenError {
  const said = output.trim().split('\n').slice(-10).join('\n');
  return LvsgenError.of(
    `${tool} ${what}, so that nothing is known about the rendered files${said && `; it said:\n${said}`}`,
    'mend or replace the linter, or skip linting by --no-lint',
  );
}
