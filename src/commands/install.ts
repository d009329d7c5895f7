import { resolve } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { unitOf } from '../output/paths.ts';
import { installPathOf } from '../rpm/archive.ts';
import { installTree } from '../rpm/install.ts';
import { type LintFirstOptions, mayWrite } from './lint.ts';
import { place } from './phrases.ts';
import type { Report } from './report.ts';
import { type SelectOptions } from './selection.ts';
import { loadTrees, renderTrees } from './trees.ts';

/** What `lvsgen install` is told. */
export interface InstallOptions extends SelectOptions, LintFirstOptions {
  readonly root: string;
  readonly filelist?: string | undefined;
}

/** Renders the files of one target, lints them and installs them below a root; or writes nothing. */
export async function install(options: InstallOptions, io: Io, report: Report): Promise<ExitCode> {
  const root = resolve(io.cwd, options.root);
  // With --root "$RPM_BUILD_ROOT"/ where the variable is not set, it would be this host's.
  if (options.root === '' || root === '/') {
    throw LvsgenError.of(
      `--root is ${options.root === '' ? 'empty' : '/'}: is the variable set?`,
      'name the root of a build',
    );
  }
  const trees = renderTrees(await loadTrees(options, io, report), options);
  const files = trees.flatMap((tree) => tree.files);
  // The same part of two configs is two.
  refuseOtherThanOne(
    trees.flatMap((tree) => [...new Set(tree.files.map((one) => unitOf(one.path)))]),
  );
  if (!(await mayWrite(trees, options, io, report))) return exitCodes.differences;
  const { filelist } = options;
  installTree(files, root, filelist === undefined ? undefined : resolve(io.cwd, filelist));
  io.err(files.map((file) => `installed  ${place(io, root, installPathOf(file))}\n`).join(''));
  return exitCodes.clean;
}

function refuseOtherThanOne(parts: readonly string[]): void {
  if (parts.length === 1) return;
  const options = [...new Set(parts)].map((part) => {
    const [cluster = '', role = '', target = ''] = part.split('/');
    return `--cluster ${cluster} --role ${role} --target ${target}`;
  });
  throw LvsgenError.of(
    `install takes one cluster, role and target, and ${parts.length} are selected`,
    options.length < parts.length
      ? 'name one config by --config: several have the same cluster'
      : `choose one of these: ${options.join('; ')}`,
  );
}
