import type { Diagnostic } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { findShellCheck } from './find-shellcheck.ts';
import { checkScripts, type ShellCheckReport } from './shellcheck.ts';
import { verifyUnits } from './systemd-analyze.ts';

/** Where to look for the linters. */
export interface LintOptions {
  /** The path of a ShellCheck program, which is used and no other. */
  readonly shellcheck?: string;
  /** Of which `LVSGEN_SHELLCHECK` and `PATH` matter; by default that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** By default that of this process. */
  readonly cwd?: string;
}

/** What linting found, and what ran. */
export interface LintResult {
  /** Every one is a finding, whatever its severity: clean means that there is none, and that a ShellCheck ran. */
  readonly diagnostics: readonly Diagnostic[];
  /** Of kind `none` when no script was linted, since there is no ShellCheck. */
  readonly shellcheck: ShellCheckReport;
  /** Undefined where it is not installed. */
  readonly systemdAnalyze: { readonly version: number } | undefined;
}

/**
 * Lints rendered files in memory: scripts by ShellCheck and, where it is installed, units by `systemd-analyze verify`.
 *
 * @throws LvsgenError when a linter that was named cannot be run, or one fails at its work
 */
export async function lint(
  files: readonly RenderedFile[],
  { shellcheck, env = process.env, cwd = process.cwd() }: LintOptions = {},
): Promise<LintResult> {
  const tool = await findShellCheck(shellcheck, env, cwd);
  const scripts = await checkScripts(files, tool);
  const units = await verifyUnits(files, env['PATH']);
  return {
    diagnostics: [...scripts.diagnostics, ...units.diagnostics].sort(byPlace),
    shellcheck: scripts.report,
    systemdAnalyze: units.report,
  };
}

/** Whatever order the linters have. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
    (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
    compareText(a.rule, b.rule)
  );
}

function compareText(a = '', b = ''): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
