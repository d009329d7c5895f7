import type { Diagnostic } from '../base/diagnostic.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { checkScripts, findShellCheck, type ShellCheckReport } from './shellcheck.ts';
import { testConfigurations, verifyUnits } from './programs.ts';

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
  /** Undefined where it is not installed, or has nothing to verify. */
  readonly systemdAnalyze: { readonly version: number } | undefined;
  /** Undefined where it is not installed, or has nothing to test. */
  readonly keepalived: { readonly version: string } | undefined;
}

/**
 * Lints rendered files in memory: scripts by ShellCheck and, where it is installed, units by `systemd-analyze
 * verify` and configurations by `keepalived -t`.
 *
 * @throws LvsgenError when a linter that was named cannot be run, or one fails at its work
 */
export async function lint(
  files: readonly RenderedFile[],
  { shellcheck, env = process.env, cwd = process.cwd() }: LintOptions = {},
): Promise<LintResult> {
  const scripts = await checkScripts(files, findShellCheck(shellcheck, env, cwd));
  const units = await verifyUnits(files, env['PATH']);
  const configurations = await testConfigurations(files, env['PATH']);
  const place = ({ file = '', position }: Diagnostic): string =>
    `${file}\0${String(position?.line ?? 0).padStart(9)}`;
  return {
    diagnostics: [scripts, units, configurations]
      .flatMap(({ diagnostics }) => diagnostics)
      .sort((one, other) => (place(one) < place(other) ? -1 : 1)),
    shellcheck: scripts.report,
    systemdAnalyze: units.version ? { version: Number(units.version) } : undefined,
    keepalived: configurations.version ? { version: configurations.version } : undefined,
  };
}
