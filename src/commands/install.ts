import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { lookBelow, replaceFile } from '../output/files.ts';
import { installPathOf, sortPaths } from '../output/paths.ts';
import { type Context, place } from './context.ts';
import { mayWrite } from './lint.ts';
import type { Options } from './options.ts';
import { renderTrees } from './trees.ts';

/** Renders the files of one target, lints them and installs them below a root; or writes nothing. */
export async function run(options: Options<'install'>, context: Context): Promise<ExitCode> {
  const { filelist } = options;
  const root = resolve(context.cwd, options.root);
  // With --root "$RPM_BUILD_ROOT"/ where the variable is not set, it would be this host's.
  if (options.root === '' || root === '/') {
    throw LvsgenError.of(
      `--root is ${options.root === '' ? 'empty' : '/'}: is the variable set?`,
      'name the root of a build',
    );
  }
  const trees = await renderTrees(options, context);
  const files = trees.flatMap((tree) => tree.files);
  // The same part of two configs is two.
  const units = trees.flatMap((tree) => {
    const names = tree.files.map(
      ({ cluster, role, target }) => `--cluster ${cluster} --role ${role} --target ${target}`,
    );
    return [...new Set(names)];
  });
  if (units.length !== 1) {
    throw LvsgenError.of(
      `install takes one cluster, role and target, and ${units.length} are selected`,
      `choose one config and one of these: ${units.join('; ')}`,
    );
  }
  if (!(await mayWrite(trees, options, context))) return exitCodes.differences;
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const hint = 'make the folder first, as rpmbuild does with $RPM_BUILD_ROOT, or correct --root';
    throw LvsgenError.of('the root is not there, or not a folder', hint, { file: root });
  }
  const paths = sortPaths(files.map(installPathOf));
  const below = paths.map((path) => path.slice(1));
  const { obstacles } = lookBelow(root, below, 'move it away, or install into another root');
  if (obstacles.length > 0) throw new LvsgenError(obstacles);
  // Folders get the mode that those of a system have, and files theirs.
  const umask = process.umask(0o022);
  for (const file of files) replaceFile(join(root, installPathOf(file)), file.content, file.mode);
  if (filelist !== undefined) {
    const list = paths.map((path) => `${path}\n`).join('');
    replaceFile(resolve(context.cwd, filelist), list, 0o644);
  }
  process.umask(umask);
  const lines = files.map((one) => `installed  ${place(context, root, installPathOf(one))}\n`);
  context.err(lines.join(''));
  return exitCodes.clean;
}
