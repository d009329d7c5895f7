import { resolve } from 'node:path';
import { LvsgenError } from '../diagnostic.ts';
import { generate } from '../generate.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import type { RenderedFile } from '../model/artifact.ts';
import { unitOf } from '../output/path-rules.ts';
import { installPathOf } from '../rpm/install-path.ts';
import { installTree } from '../rpm/install-tree.ts';
import { selected, type SelectOptions } from './generated.ts';
import { type LintCommandOptions, lintFiles } from './lint-files.ts';
import { place, plural } from './phrases.ts';
import { report, type ReportOptions } from './report.ts';

/** What `lvsgen install` is told. */
export interface InstallOptions extends SelectOptions, LintCommandOptions, ReportOptions {
  readonly root: string;
  readonly filelist?: string | undefined;
  readonly lint: boolean;
}

/** Renders one tree, lints it and installs it below a root. Nothing is written if anything is wrong. */
export async function install(options: InstallOptions, io: Io): Promise<ExitCode> {
  if (options.root === '') {
    // It would stand for the current folder, which nobody means who writes --root "$RPM_BUILD_ROOT".
    throw LvsgenError.of('--root is empty: is the variable set?', 'name a folder');
  }
  const { clusters, selection, warnings } = await selected(options, io);
  report(warnings, options, io);
  const files = generate(clusters, selection);
  refuseOtherThanOne(files);
  const root = resolve(io.cwd, options.root);
  if (options.lint && !(await lintFiles(files, options, io))) {
    io.err(`${place(io, root)} was left as it is\n`);
    return exitCodes.differences;
  }
  const { filelist } = options;
  await installTree(files, {
    root,
    ...(filelist === undefined ? {} : { filelist: resolve(io.cwd, filelist) }),
  });
  io.err(files.map((file) => `installed  ${place(io, root, installPathOf(file))}\n`).join(''));
  return exitCodes.clean;
}

function refuseOtherThanOne(files: readonly RenderedFile[]): void {
  const trees = [...new Set(files.map(({ path }) => unitOf(path)))];
  if (trees.length === 1) return;
  if (trees.length === 0) {
    throw LvsgenError.of(
      'nothing of the config is selected, and install wants one tree',
      'lvsgen explain tells which clusters, roles and targets there are',
    );
  }
  const options = trees.map((tree) => {
    const [cluster = '', role = '', target = ''] = tree.split('/');
    return `--cluster ${cluster} --role ${role} --target ${target}`;
  });
  throw LvsgenError.of(
    `install wants one tree, and ${plural(trees.length, 'is', 'are')} selected`,
    `choose one of these: ${options.join('; ')}`,
  );
}
