import { resolve } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes } from '../base/io.ts';
import { installPathOf } from '../rpm/archive.ts';
import { installTree } from '../rpm/install.ts';
import { type Context, place } from './context.ts';
import { mayWrite } from './lint.ts';
import type { Options } from './options.ts';
import { renderTrees } from './trees.ts';

/** Renders the files of one target, lints them and installs them below a root; or writes nothing. */
export async function run(options: Options<'install'>, context: Context): Promise<ExitCode> {
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
  const { filelist } = options;
  const list = filelist === undefined ? undefined : resolve(context.cwd, filelist);
  installTree(files, root, list);
  const lines = files.map((one) => `installed  ${place(context, root, installPathOf(one))}\n`);
  context.err(lines.join(''));
  return exitCodes.clean;
}
