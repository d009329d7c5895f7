import { resolve } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import type { RenderedFile } from '../roles/artifact.ts';
import { unitOf } from '../output/paths.ts';
import { installPathOf } from '../rpm/archive.ts';
import { installTree } from '../rpm/install.ts';
import { generated, type SelectOptions } from './generated.ts';
import { type LintCommandOptions, passesLint } from './lint-files.ts';
import { leftAlone, place, plural } from './phrases.ts';
import type { Report } from './report.ts';

/** What `lvsgen install` is told. */
export interface InstallOptions extends SelectOptions, LintCommandOptions {
  readonly root: string;
  readonly filelist?: string | undefined;
  readonly lint: boolean;
}

/** Renders one tree, lints it and installs it below a root. Nothing is written if anything is wrong. */
export async function install(options: InstallOptions, io: Io, report: Report): Promise<ExitCode> {
  if (options.root === '') {
    // It would stand for the current folder, which nobody means who writes --root "$RPM_BUILD_ROOT".
    throw LvsgenError.of('--root is empty: is the variable set?', 'name a folder');
  }
  const root = resolve(io.cwd, options.root);
  if (root === '/') {
    // As --root "$RPM_BUILD_ROOT"/ does where the variable is not set.
    throw LvsgenError.of('--root is /, the root of this host', 'name the root of a build');
  }
  const trees = await generated(options, io, report);
  const files = trees.flatMap((tree) => tree.files);
  // The same tree of two configs is two trees.
  refuseOtherThanOne(trees.flatMap((tree) => [...new Set(tree.files.map(treeOf))]));
  if (options.lint && !(await passesLint(trees, options, io, report))) {
    io.err(leftAlone([{ out: root }], io));
    return exitCodes.differences;
  }
  const { filelist } = options;
  await installTree(files, root, filelist === undefined ? undefined : resolve(io.cwd, filelist));
  io.err(files.map((file) => `installed  ${place(io, root, installPathOf(file))}\n`).join(''));
  return exitCodes.clean;
}

function treeOf({ path }: RenderedFile): string {
  return unitOf(path);
}

function refuseOtherThanOne(trees: readonly string[]): void {
  if (trees.length === 1) return;
  if (trees.length === 0) {
    throw LvsgenError.of(
      'nothing of the config is selected, and install wants one tree',
      'lvsgen explain tells which clusters, roles and targets there are',
    );
  }
  const options = [...new Set(trees)].map((tree) => {
    const [cluster = '', role = '', target = ''] = tree.split('/');
    return `--cluster ${cluster} --role ${role} --target ${target}`;
  });
  throw LvsgenError.of(
    `install wants one tree, and ${plural(trees.length, 'is', 'are')} selected`,
    options.length < trees.length
      ? 'name one config by --config: several have the same cluster'
      : `choose one of these: ${options.join('; ')}`,
  );
}
