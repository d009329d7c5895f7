import type { Diagnostic } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { findShellCheck } from './find-shellcheck.ts';
import { sortFindings } from './finding.ts';
import { checkScripts, type ShellCheckReport } from './shellcheck.ts';
import { checkUnits, tableVersions } from './systemd.ts';
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
  /** The versions of systemd whose known directives the units were checked against. */
  readonly systemdTables: readonly number[];
}

/**
 * Lints rendered files in memory: scripts by ShellCheck, units by the directives that the systemd of their target
 * knows and, where it is installed, by `systemd-analyze verify`.
 *
 * @throws LvsgenError when a linter that was named cannot be run, or one fails at its work
 */
export async function lint(
  files: readonly RenderedFile[],
  options: LintOptions = {},
): Promise<LintResult> {
  const env = options.env ?? process.env;
  const tool = await findShellCheck({ ...options, env, cwd: options.cwd ?? process.cwd() });
  const scripts = await checkScripts(files, tool);
  const units = await verifyUnits(files, env['PATH']);
  return {
    diagnostics: sortFindings([...scripts.diagnostics, ...checkUnits(files), ...units.diagnostics]),
    shellcheck: scripts.report,
    systemdAnalyze: units.report,
    systemdTables: tableVersions(files),
  };
}
